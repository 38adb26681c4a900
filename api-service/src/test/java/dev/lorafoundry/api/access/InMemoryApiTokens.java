package dev.lorafoundry.api.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tokens of people in memory. */
final class InMemoryApiTokens implements ApiTokens {
  private final List<Kept> tokens = new ArrayList<>();

  private record Kept(ApiToken token, String sha256) {
    boolean isValid(Instant now) {
      return token.expiresAt().isAfter(now);
    }
  }

  @Override
  public void add(ApiToken token, String sha256) {
    tokens.add(new Kept(token, sha256));
  }

  @Override
  public Optional<PersonId> owner(String sha256, Instant now) {
    return tokens.stream()
        .filter(each -> each.sha256().equals(sha256) && each.isValid(now))
        .map(each -> each.token().person())
        .findFirst();
  }

  @Override
  public List<ApiToken> of(PersonId person, Instant now) {
    return tokens.stream()
        .filter(each -> each.isValid(now))
        .map(Kept::token)
        .filter(token -> token.person().equals(person))
        .sorted(Comparator.comparing(ApiToken::createdAt).reversed())
        .toList();
  }

  @Override
  public boolean remove(PersonId person, ApiTokenId id) {
    return tokens.removeIf(
        each -> each.token().id().equals(id) && each.token().person().equals(person));
  }

  @Override
  public void removeAll(PersonId person) {
    tokens.removeIf(each -> each.token().person().equals(person));
  }

  @Override
  public int purge(Instant now) {
    int before = tokens.size();
    tokens.removeIf(each -> !each.isValid(now));
    return before - tokens.size();
  }
}
