package dev.lorafoundry.api.outbox.jdbc;

import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.api.postgres.Times;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows how many messages wait for Kafka, and for how long, to the monitoring. */
@Component
final class MeasureOutbox implements Duty {
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private volatile Level level = new Level(0, Duration.ZERO);

  MeasureOutbox(JdbcClient jdbc, InstantSource clock, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.clock = clock;
    Gauge.builder("lora.foundry.outbox.depth", () -> level.waiting())
        .description("Messages that wait for Kafka.")
        .register(meters);
    Gauge.builder("lora.foundry.outbox.oldest.age", () -> level.age().toMillis() / 1000.0)
        .description("How long the oldest of them has waited.")
        .baseUnit("seconds")
        .register(meters);
  }

  private record Level(long waiting, Duration age) {}

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void perform() {
    level =
        jdbc.sql("select count(*) as waiting, min(at) as oldest from outbox")
            .query(this::read)
            .single();
  }

  private Level read(ResultSet row, int number) throws SQLException {
    @Nullable Instant oldest = Times.readOptional(row, "oldest");
    Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
    return new Level(row.getLong("waiting"), age);
  }
}
