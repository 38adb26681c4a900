package dev.lorafoundry.api.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

final class SharedClockIT {
  private final MigratedDatabase database = new MigratedDatabase();

  @Test
  void tellsTheDatabasesTimeOnAMachineThatIsLate() {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-3));
    SharedClock clock = new SharedClock(late, database.jdbc());

    clock.measure();

    assertThat(clock.instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void staysWithItsOwnClockWhereBothAgree() {
    Clock own = Clock.systemUTC();
    SharedClock clock = new SharedClock(own, database.jdbc());

    clock.measure();

    Instant before = own.instant();
    assertThat(clock.instant()).isBetween(before, own.instant());
  }
}
