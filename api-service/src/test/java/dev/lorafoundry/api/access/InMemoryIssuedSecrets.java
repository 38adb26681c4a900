package dev.lorafoundry.api.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Issued secrets in memory. */
final class InMemoryIssuedSecrets implements IssuedSecrets {
  private final Map<String, Instant> expiries = new HashMap<>();

  @Override
  public void add(Purpose purpose, String sha256, Instant expiresAt) {
    expiries.put(purpose + sha256, expiresAt);
  }

  @Override
  public boolean holds(Purpose purpose, String sha256, Instant now) {
    return expiries.getOrDefault(purpose + sha256, now).isAfter(now);
  }

  @Override
  public boolean take(Purpose purpose, String sha256, Instant now) {
    return holds(purpose, sha256, now) && expiries.remove(purpose + sha256) != null;
  }

  @Override
  public int purge(Instant now) {
    int before = expiries.size();
    expiries.values().removeIf(expiry -> !expiry.isAfter(now));
    return before - expiries.size();
  }
}
