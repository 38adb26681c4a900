package dev.lorafoundry.api.access;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets links, sessions and tokens that have expired. */
final class PurgeOldSecrets implements Duty {
  private final IssuedSecrets issued;
  private final ApiTokens tokens;
  private final InstantSource clock;

  PurgeOldSecrets(IssuedSecrets issued, ApiTokens tokens, InstantSource clock) {
    this.issued = issued;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void perform() {
    Instant now = clock.instant();
    issued.purge(now);
    tokens.purge(now);
  }
}
