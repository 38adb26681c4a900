package dev.lorafoundry.api.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.WorkKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueueMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final QueueMeters meters = new QueueMeters(registry);

  @ParameterizedTest
  @EnumSource
  void countEveryTransitionOfEveryKindFromZero(Transition transition) {
    for (WorkKind kind : WorkKind.values()) {
      assertThat(count("transitions", kind, "transition", label(transition))).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"retries", "lost.leases", "refused.claims", "repeated.events"})
  void countTroubleOfEveryKindFromZero(String name) {
    for (WorkKind kind : WorkKind.values()) {
      assertThat(count(name, kind)).isZero();
    }
  }

  @Test
  void countFencedWritesByCauseFromZero() {
    assertThat(count("fenced.writes", WorkKind.PREVIEW, "cause", "unknown")).isZero();

    meters.fenced(WorkKind.PREVIEW);

    assertThat(count("fenced.writes", WorkKind.PREVIEW, "cause", "late")).isEqualTo(1);
    assertThat(count("fenced.writes", WorkKind.PREVIEW, "cause", "unknown")).isZero();
  }

  private double count(String name, WorkKind kind, String... tags) {
    return registry
        .get("lora.foundry.queue." + name)
        .tag("kind", label(kind))
        .tags(tags)
        .counter()
        .count();
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
