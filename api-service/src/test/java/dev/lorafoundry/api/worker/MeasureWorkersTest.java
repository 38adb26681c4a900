package dev.lorafoundry.api.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MeasureWorkersTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final InMemoryWorkers workers = new InMemoryWorkers();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void countsLiveWorkersOfEachKind() {
    report("silent", NOON.minusSeconds(60));
    report("live", NOON);

    new MeasureWorkers(
            workers,
            new WorkerSettings(Duration.ofSeconds(15), Duration.ofDays(1)),
            () -> NOON,
            meters)
        .perform();

    assertThat(live("training")).isEqualTo(1);
    assertThat(live("preview")).isZero();
  }

  private double live(String kind) {
    return meters.get("lora.foundry.workers.live").tag("kind", kind).gauge().value();
  }

  private void report(String id, Instant at) {
    workers.report(
        new WorkerReport(
            new WorkerId(id), Set.of(WorkKind.TRAINING), "cpu", null, "1", null, false),
        at);
  }
}
