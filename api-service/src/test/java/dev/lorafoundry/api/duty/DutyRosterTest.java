package dev.lorafoundry.api.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DutyRosterTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger rounds = new AtomicInteger();

  @Test
  void goesOnAfterARoundThatFailedHoweverBadly() {
    DutyRoster roster = new DutyRoster(List.of(new FailsTwice()), meters);

    assertThat(failures()).isZero();

    roster.start();

    await().until(() -> rounds.get() > 2);
    roster.stop();
    assertThat(failures()).isEqualTo(2);
  }

  private double failures() {
    return meters
        .get("lora.foundry.duty.failures")
        .tag("duty", FailsTwice.class.getSimpleName())
        .counter()
        .count();
  }

  private final class FailsTwice implements Duty {
    @Override
    public Duration every() {
      return Duration.ofMillis(1);
    }

    @Override
    public void perform() {
      int round = rounds.incrementAndGet();
      if (round == 1) {
        throw new NoClassDefFoundError("missing");
      }
      if (round == 2) {
        throw new IllegalStateException("wrong");
      }
    }
  }
}
