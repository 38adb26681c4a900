package dev.lorafoundry.messaging.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.work.WorkMeters.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final WorkMeters meters = new WorkMeters(registry, WorkKind.PREVIEW);

  @Test
  void countFromZero() {
    for (String name : List.of("unheard", "loop.failures")) {
      assertThat(
              registry.get("lora.foundry.worker." + name).tag("kind", "preview").counter().count())
          .as(name)
          .isZero();
    }
    assertThat(registry.get("lora.foundry.worker.offers").counters())
        .hasSize(Answer.values().length)
        .allSatisfy(counter -> assertThat(counter.count()).isZero());
  }

  @Test
  void countWhatHappens() {
    meters.broken();
    meters.offer(Answer.REFUSED);

    assertThat(registry.get("lora.foundry.worker.loop.failures").counter().count()).isEqualTo(1);
    assertThat(
            registry.get("lora.foundry.worker.offers").tag("answer", "refused").counter().count())
        .isEqualTo(1);
  }
}
