package dev.lorafoundry.api.access;

import dev.lorafoundry.api.project.Names;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people do with tokens of theirs. */
public final class OwnTokens {
  private static final int USUAL_DAYS = 90;
  private static final int MOST_DAYS = 365;
  private static final int MOST_TOKENS = 50;

  private final ApiTokens tokens;
  private final Asker asker;
  private final InstantSource clock;

  OwnTokens(ApiTokens tokens, Asker asker, InstantSource clock) {
    this.tokens = tokens;
    this.asker = asker;
    this.clock = clock;
  }

  /** A new token, and its secret, which nobody can be told again. */
  public record Made(ApiToken token, Secret secret) {}

  /**
   * Makes a token of whoever asks.
   *
   * @param days until it ends, at most {@value #MOST_DAYS}; absent: {@value #USUAL_DAYS}
   * @throws NobodyAsks if that is no person
   * @throws PersonRefused if it can't be as it is wanted
   */
  public Made make(@Nullable String name, @Nullable Integer days) {
    Person person = person();
    int life = days == null ? USUAL_DAYS : days;
    if (life < 1 || life > MOST_DAYS) {
      throw new PersonRefused(
          "days",
          Integer.toString(life),
          "A token of %d days is not allowed: use 1 to %d.".formatted(life, MOST_DAYS));
    }
    Instant now = clock.instant();
    if (tokens.of(person.id(), now).size() >= MOST_TOKENS) {
      throw new PersonRefused(
          "name",
          String.valueOf(name),
          "You have %d tokens, and may have no more: remove one that nothing uses."
              .formatted(MOST_TOKENS));
    }
    ApiToken token =
        new ApiToken(
            ApiTokenId.random(),
            person.id(),
            Names.checked(name),
            now,
            now.plus(Duration.ofDays(life)));
    Secret secret = Secret.random();
    tokens.add(token, secret.sha256());
    return new Made(token, secret);
  }

  /**
   * Tokens of whoever asks, newest first.
   *
   * @throws NobodyAsks if that is no person
   */
  public List<ApiToken> list() {
    return tokens.of(person().id(), clock.instant());
  }

  /**
   * Ends a token of whoever asks.
   *
   * @return false if there is no such token
   * @throws NobodyAsks if that is no person
   */
  public boolean remove(ApiTokenId id) {
    return tokens.remove(person().id(), id);
  }

  private Person person() {
    return asker.person().orElseThrow(NobodyAsks::new);
  }
}
