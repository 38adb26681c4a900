package dev.lorafoundry.api.postgres;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The time of the database, which all replicas share: leases and sightings that one writes are
 * judged by another. Runs on this machine's clock, and follows the database's by what is measured
 * of the difference.
 */
public final class SharedClock implements InstantSource {
  private static final Logger log = LoggerFactory.getLogger(SharedClock.class);

  /** why: PostgreSQL keeps microseconds, and what is read back must equal what was answered */
  private static final Duration PRECISION = Duration.ofNanos(1_000);

  /** Less is no difference but the length of the question's way. */
  private static final Duration TOLERATED = Duration.ofMillis(500);

  private final InstantSource own;
  private final JdbcClient jdbc;
  private volatile Duration difference = Duration.ZERO;

  public SharedClock(InstantSource own, JdbcClient jdbc) {
    this.own = own;
    this.jdbc = jdbc;
  }

  /** On this machine's clock. */
  public static SharedClock of(JdbcClient jdbc) {
    return new SharedClock(Clock.tick(Clock.systemUTC(), PRECISION), jdbc);
  }

  @Override
  public Instant instant() {
    return own.instant().plus(difference);
  }

  /** Asks the database for its time. */
  public void measure() {
    Instant asked = own.instant();
    Instant there =
        jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
    Instant heard = own.instant();
    Duration way = Duration.between(asked, heard);
    Duration found = Duration.between(asked.plus(way.dividedBy(2)), there);
    if (found.minus(difference).abs().compareTo(TOLERATED.plus(way)) > 0) {
      log.warn("This machine's clock differs from the database's by {}", found);
      difference = found;
    }
  }
}
