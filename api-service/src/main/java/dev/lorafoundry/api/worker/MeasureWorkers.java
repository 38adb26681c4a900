package dev.lorafoundry.api.worker;

import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.contracts.WorkKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows how many live workers take each kind of work to the monitoring. */
final class MeasureWorkers implements Duty {
  private final Workers workers;
  private final WorkerSettings settings;
  private final InstantSource clock;
  private final MultiGauge live;

  MeasureWorkers(
      Workers workers, WorkerSettings settings, InstantSource clock, MeterRegistry meters) {
    this.workers = workers;
    this.settings = settings;
    this.clock = clock;
    this.live =
        MultiGauge.builder("lora.foundry.workers.live")
            .description("Workers that reported lately, by what they take.")
            .register(meters);
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void perform() {
    List<Sighting> seen = workers.seenSince(clock.instant().minus(settings.liveFor()));
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (WorkKind kind : WorkKind.values()) {
      long takers = seen.stream().filter(each -> each.report().kinds().contains(kind)).count();
      rows.add(MultiGauge.Row.of(Tags.of("kind", kind.name().toLowerCase(Locale.ROOT)), takers));
    }
    live.register(rows, true);
  }
}
