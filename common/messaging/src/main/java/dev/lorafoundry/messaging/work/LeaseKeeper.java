package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the lease of an attempt while it works, and brings the API's commands back. */
final class LeaseKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

  private final WorkDesk desk;
  private final Attempt attempt;
  private final InstantSource clock;
  private final ScheduledFuture<?> beats;

  LeaseKeeper(
      WorkDesk desk,
      Attempt attempt,
      InstantSource clock,
      ScheduledExecutorService timer,
      Duration interval) {
    this.desk = desk;
    this.attempt = attempt;
    this.clock = clock;
    this.beats =
        timer.scheduleWithFixedDelay(
            this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * One heartbeat. Without an answer the attempt goes on until its lease has run out. A lease that
   * is no longer granted is nothing to warn of here: it ends with the work, too, and a heartbeat
   * may be on its way then.
   */
  void beat() {
    Instant askedAt = clock.instant();
    try {
      Optional<Command> answer = desk.heartbeat(attempt.work(), attempt.heartbeat());
      answer.ifPresentOrElse(command -> attempt.renewed(command, askedAt), attempt::lost);
    } catch (DeskUnreachable e) {
      log.warn("No answer to the heartbeat of {}: {}", attempt.work(), e.getMessage());
    } catch (RuntimeException e) {
      // why: the timer drops a task that throws, and the lease would run out unseen
      log.error("The heartbeat of {} failed", attempt.work(), e);
    }
  }

  @Override
  public void close() {
    beats.cancel(false);
  }
}
