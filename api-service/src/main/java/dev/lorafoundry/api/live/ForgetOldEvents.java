package dev.lorafoundry.api.live;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;
import java.time.InstantSource;

/** Keeps the log of live events short. */
final class ForgetOldEvents implements Duty {
  private final LiveLog log;
  private final LiveSettings settings;
  private final InstantSource clock;

  ForgetOldEvents(LiveLog log, LiveSettings settings, InstantSource clock) {
    this.log = log;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void perform() {
    log.forgetBefore(clock.instant().minus(settings.kept()));
  }
}
