package dev.lorafoundry.preview.preparation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What dashboards see of preparations. */
final class PreparationMeters {
  private final MeterRegistry registry;
  private final Timer time;
  private final Counter prepared;
  private final Counter refused;

  PreparationMeters(MeterRegistry registry) {
    this.registry = registry;
    time =
        Timer.builder("lora.foundry.preparation.picture.time")
            .description("Preparing one original, storing included")
            .register(registry);
    prepared =
        Counter.builder("lora.foundry.preparation.pictures")
            .description("Originals turned into training pictures")
            .register(registry);
    refused =
        Counter.builder("lora.foundry.preparation.refused")
            .description("Originals that could not be used")
            .register(registry);
  }

  Timer.Sample start() {
    return Timer.start(registry);
  }

  void prepared(Timer.Sample sample) {
    sample.stop(time);
    prepared.increment();
  }

  void refused() {
    refused.increment();
  }
}
