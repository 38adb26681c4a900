package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;
import java.time.InstantSource;

/** Shows how much work waits, and for how long, to the monitoring. */
final class MeasureQueue implements Duty {
  private final Works works;
  private final QueueMeters meters;
  private final InstantSource clock;

  MeasureQueue(Works works, QueueMeters meters, InstantSource clock) {
    this.works = works;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void perform() {
    meters.waiting(works.depths(), clock.instant());
  }
}
