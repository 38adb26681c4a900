package dev.lorafoundry.preview.rendering;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What dashboards see of previews. */
final class PreviewMeters {
  private final Timer batch;
  private final Timer grid;
  private final Counter pictures;

  PreviewMeters(MeterRegistry registry) {
    batch =
        Timer.builder("lora.foundry.preview.render.time")
            .description("Rendering the pictures of one batch")
            .register(registry);
    grid =
        Timer.builder("lora.foundry.preview.grid.time")
            .description("A whole preview, loading and storing included")
            .register(registry);
    pictures =
        Counter.builder("lora.foundry.preview.pictures")
            .description("Pictures rendered")
            .register(registry);
  }

  void rendered(int count, Duration time) {
    batch.record(time);
    pictures.increment(count);
  }

  void finished(Duration time) {
    grid.record(time);
  }
}
