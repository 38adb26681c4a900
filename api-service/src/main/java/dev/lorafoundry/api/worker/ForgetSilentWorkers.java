package dev.lorafoundry.api.worker;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;
import java.time.InstantSource;

/** Takes workers off the list that have not been seen for long. */
final class ForgetSilentWorkers implements Duty {
  private final Workers workers;
  private final InstantSource clock;
  private final WorkerSettings settings;

  ForgetSilentWorkers(Workers workers, InstantSource clock, WorkerSettings settings) {
    this.workers = workers;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void perform() {
    workers.forgetUnseenSince(clock.instant().minus(settings.rememberedFor()));
  }
}
