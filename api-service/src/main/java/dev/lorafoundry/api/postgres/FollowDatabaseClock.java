package dev.lorafoundry.api.postgres;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;

/** Keeps the shared clock with the database's. */
public final class FollowDatabaseClock implements Duty {
  private final SharedClock clock;

  public FollowDatabaseClock(SharedClock clock) {
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(30);
  }

  @Override
  public void perform() {
    clock.measure();
  }
}
