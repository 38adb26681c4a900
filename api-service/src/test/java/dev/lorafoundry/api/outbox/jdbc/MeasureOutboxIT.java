package dev.lorafoundry.api.outbox.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.postgres.Times;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MeasureOutboxIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MeasureOutbox duty = new MeasureOutbox(DATABASE.jdbc(), () -> NOON, meters);

  @Test
  void showsHowManyMessagesWaitAndForHowLong() {
    put(NOON.minusSeconds(5));
    put(NOON.minusSeconds(90));

    duty.perform();

    assertThat(gauge("depth")).isEqualTo(2);
    assertThat(gauge("oldest.age")).isEqualTo(90);
  }

  @Test
  void showsNothingWhereNothingWaits() {
    duty.perform();

    assertThat(gauge("depth")).isZero();
    assertThat(gauge("oldest.age")).isZero();
  }

  private void put(Instant at) {
    DATABASE
        .jdbc()
        .sql("insert into outbox (topic, key, value, at) values ('t', 'k', '{}', ?)")
        .param(Times.of(at))
        .update();
  }

  private double gauge(String name) {
    return meters.get("lora.foundry.outbox." + name).gauge().value();
  }
}
