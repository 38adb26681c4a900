package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkOrder;
import dev.lorafoundry.messaging.work.WorkMeters.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Does one piece of work after another, each under its lease, and tells the API how each ended: by
 * an event if it failed, by a release if it is given back.
 *
 * @param <J> the job's message
 */
public final class AttemptRun<J extends WorkOrder> {
  private static final Logger log = LoggerFactory.getLogger(AttemptRun.class);
  private static final int RELEASE_TRIES = 5;

  private final Trade<J> trade;
  private final WorkerSelf self;
  private final Workshop shop;
  private final ScheduledExecutorService timer;
  private final WorkMeters meters;

  private volatile @Nullable Attempt current;
  private volatile boolean draining;

  /**
   * @param timer runs heartbeats; a heartbeat may take as long as the desk takes to answer
   */
  public AttemptRun(
      Trade<J> trade, WorkerSelf self, Workshop shop, ScheduledExecutorService timer) {
    this.trade = trade;
    this.self = self;
    this.shop = shop;
    this.timer = timer;
    this.meters = new WorkMeters(shop.meters(), trade.kind());
  }

  /** The work in hand. */
  public Optional<WorkId> busyWith() {
    return Optional.ofNullable(current).map(Attempt::work);
  }

  /** Asks the attempt under way, and each that is still to come, to save and give back. */
  public void drain() {
    draining = true;
    Attempt attempt = current;
    if (attempt != null) {
      attempt.drain();
    }
  }

  /**
   * Does the work; returns when it is done, given back, failed or lost.
   *
   * @throws OutOfMemoryError if Java's memory is too small for it, once the API was told: other
   *     threads of the process may have come to harm, too
   */
  public void perform(J job, Lease lease) {
    perform(job, List.of(), lease);
  }

  /**
   * As {@link #perform(WorkOrder, Lease)}; but work with settings that this worker does not know is
   * left to a newer one.
   */
  void perform(J job, List<String> unknownSettings, Lease lease) {
    Instant began = shop.steady().instant();
    Attempt attempt = new Attempt(job.work(), self.id(), lease, shop);
    MDC.put("job", attempt.work().value().toString());
    try {
      log.info("Claimed {} as attempt {}", attempt.work(), attempt.epoch());
      current = attempt;
      if (draining) {
        attempt.drain();
      }
      Result result = underLease(job, unknownSettings, attempt, began);
      if (result instanceof Result.Exhausted exhausted) {
        throw exhausted.error();
      }
    } finally {
      current = null;
      MDC.remove("job");
    }
  }

  /** How the work went, as far as it is for this worker to say. */
  private sealed interface Result {
    record Ended(Outcome outcome) implements Result {}

    record Failed(FailureKind kind, String message) implements Result {}

    record Exhausted(OutOfMemoryError error) implements Result {
      Failed failure() {
        return new Failed(
            FailureKind.OUT_OF_MEMORY,
            "The worker's Java process has too little memory for this work (%s): start the worker"
                    .formatted(error.getMessage())
                + " with more (-Xmx), or make the work smaller.");
      }
    }

    record Lost() implements Result {}

    record Interrupted() implements Result {}
  }

  /** The lease is renewed until the API knows how it went, as far as it can be told. */
  private Result underLease(J job, List<String> unknownSettings, Attempt attempt, Instant began) {
    Duration interval = shop.rhythm().heartbeat();
    LeaseKeeper keeper = new LeaseKeeper(shop.desk(), attempt, shop.steady(), timer, interval);
    try {
      Result result =
          unknownSettings.isEmpty() ? work(job, attempt) : outdated(attempt, unknownSettings);
      End end = conclude(job, attempt, result);
      meters.attempt(end, Duration.between(began, shop.steady().instant()));
      return result;
    } finally {
      keeper.close();
    }
  }

  private Result work(J job, Attempt attempt) {
    try {
      return new Result.Ended(trade.perform(job, attempt));
    } catch (LeaseLost e) {
      log.warn("Stopped: {}", e.getMessage());
      return new Result.Lost();
    } catch (EventNotTaken e) {
      return unlessInterrupted(attempt, unheard(attempt, e));
    } catch (WorkFailed e) {
      log.warn("{} failed ({}): {}", attempt.work(), e.kind(), e.getMessage(), e.getCause());
      return unlessInterrupted(attempt, new Result.Failed(e.kind(), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unlessInterrupted(attempt, new Result.Interrupted());
    } catch (OutOfMemoryError e) {
      log.warn("{} failed: Java's memory is too small for it", attempt.work());
      return new Result.Exhausted(e);
    } catch (Exception | Error e) {
      log.error("{} failed by a fault of the program", attempt.work(), e);
      return unlessInterrupted(
          attempt, new Result.Failed(FailureKind.INTERNAL, "A fault of the program: " + e));
    }
  }

  /** Done without these settings, it would be other work than was asked for. */
  private Result outdated(Attempt attempt, List<String> unknownSettings) {
    String message =
        ("Worker %s is older than the service and lacks settings that were changed here (%s): update"
                + " the workers. It is tried again until a newer one takes it.")
            .formatted(self.id(), String.join(", ", unknownSettings));
    log.warn("Left {}: {}", attempt.work(), message);
    return new Result.Failed(FailureKind.OUTDATED_WORKER, message);
  }

  /** A failure could not be told either: so another attempt is asked for, which needs no Kafka. */
  private static Result unheard(Attempt attempt, EventNotTaken e) {
    log.warn("Nobody hears of {}: {}", attempt.work(), e.getMessage());
    return new Result.Ended(
        new Outcome.GivenBack("Given back, for nobody heard of it: " + e.getMessage(), null));
  }

  /** What fails because the process ends is no fault of the work. */
  private static Result unlessInterrupted(Attempt attempt, Result result) {
    if (!Thread.currentThread().isInterrupted()) {
      return result;
    }
    log.warn("Interrupted at {}", attempt.work());
    return new Result.Interrupted();
  }

  private End conclude(J job, Attempt attempt, Result result) {
    if (result instanceof Result.Failed failed) {
      return tellFailure(job, attempt, failed);
    }
    if (result instanceof Result.Exhausted exhausted) {
      return tellFailure(job, attempt, exhausted.failure());
    }
    if (result instanceof Result.Lost) {
      return End.LEASE_LOST;
    }
    if (result instanceof Result.Interrupted) {
      Thread.interrupted(); // why: else nothing can be told any more
      giveBack(attempt, new Outcome.GivenBack("The worker was ended.", null));
      Thread.currentThread().interrupt();
      return End.INTERRUPTED;
    }
    if (((Result.Ended) result).outcome() instanceof Outcome.GivenBack back) {
      giveBack(attempt, back);
      return End.GIVEN_BACK;
    }
    log.info("Finished {}", attempt.work());
    return End.DONE;
  }

  private End tellFailure(J job, Attempt attempt, Result.Failed failed) {
    try {
      attempt.publish(header -> job.failed(header, failed.kind(), failed.message()));
      return End.FAILED;
    } catch (LeaseLost e) {
      log.info("The failure is nobody's concern: {}", e.getMessage());
      return End.LEASE_LOST;
    } catch (EventNotTaken | WorkFailed e) {
      log.error("The failure of {} could not be told: its lease runs out", attempt.work(), e);
      meters.unheard();
      return End.FAILED;
    }
  }

  private void giveBack(Attempt attempt, Outcome.GivenBack back) {
    log.info("Given back {}: {}", attempt.work(), back.reason());
    Release release = new Release(self.id(), attempt.epoch(), back.reason(), back.resumeFrom());
    for (int tries = 1; tries <= RELEASE_TRIES && !attempt.isLost(); tries++) {
      try {
        shop.desk().release(attempt.work(), release);
        return;
      } catch (DeskUnreachable e) {
        log.warn("No answer when {} was given back: {}", attempt.work(), e.getMessage());
        pause(shop.rhythm().pauseAfter(tries));
      }
    }
    meters.unheard();
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
