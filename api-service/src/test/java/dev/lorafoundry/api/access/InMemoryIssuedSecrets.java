package dev.lorafoundry.api.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Issued secrets in memory. */
final class InMemoryIssuedSecrets implements IssuedSecrets {
  private final Map<String, Issued> secrets = new HashMap<>();

  private record Issued(PersonId person, Instant expiresAt) {}

  @Override
  public void add(Purpose purpose, String sha256, PersonId person, Instant expiresAt) {
    secrets.put(purpose + sha256, new Issued(person, expiresAt));
  }

  @Override
  public Optional<PersonId> find(Purpose purpose, String sha256, Instant now) {
    return Optional.ofNullable(secrets.get(purpose + sha256))
        .filter(issued -> issued.expiresAt().isAfter(now))
        .map(Issued::person);
  }

  @Override
  public Optional<PersonId> take(Purpose purpose, String sha256, Instant now) {
    Optional<PersonId> found = find(purpose, sha256, now);
    found.ifPresent(person -> secrets.remove(purpose + sha256));
    return found;
  }

  @Override
  public void removeAll(PersonId person) {
    secrets.values().removeIf(issued -> issued.person().equals(person));
  }

  @Override
  public int purge(Instant now) {
    int before = secrets.size();
    secrets.values().removeIf(issued -> !issued.expiresAt().isAfter(now));
    return before - secrets.size();
  }
}
