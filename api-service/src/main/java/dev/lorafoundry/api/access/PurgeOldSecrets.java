package dev.lorafoundry.api.access;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets links and sessions that have expired. */
final class PurgeOldSecrets implements Duty {
  private final IssuedSecrets issued;
  private final InstantSource clock;

  PurgeOldSecrets(IssuedSecrets issued, InstantSource clock) {
    this.issued = issued;
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void perform() {
    issued.purge(clock.instant());
  }
}
