package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's try at a piece of work, under a lease. The working thread reports progress,
 * publishes events and asks for commands; a {@link LeaseKeeper} renews the lease beside it.
 */
public final class Attempt {
  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  private final WorkId work;
  private final WorkerId worker;
  private final Lease lease;
  private final Workshop shop;

  private long sequence;
  private volatile long step;
  private volatile long totalSteps;
  private volatile Instant leaseEnds;
  private volatile boolean lost;
  private volatile boolean draining;
  private volatile Command command = Command.CONTINUE;

  public Attempt(WorkId work, WorkerId worker, Lease lease, Workshop shop) {
    this.work = work;
    this.worker = worker;
    this.lease = lease;
    this.shop = shop;
    this.leaseEnds = shop.steady().instant().plus(lease.duration());
  }

  public WorkId work() {
    return work;
  }

  public LeaseEpoch epoch() {
    return lease.epoch();
  }

  /** Where an earlier attempt left off. */
  public Optional<Lease.ResumePoint> resumeFrom() {
    return Optional.ofNullable(lease.resumeFrom());
  }

  /** Tells how far the work is; the next heartbeat carries it. */
  public void progress(long step, long totalSteps) {
    this.step = step;
    this.totalSteps = totalSteps;
  }

  /**
   * What to do next.
   *
   * @throws LeaseLost if the work is no longer this worker's
   */
  public Command command() {
    requireLease();
    Command current = command;
    return draining && current == Command.CONTINUE ? Command.DRAIN : current;
  }

  /**
   * Publishes the next event of this attempt; returns when Kafka has it. While Kafka takes none it
   * tries again, for as long as the rhythm says and nothing else is asked of the work.
   *
   * @param event builds the event from its header
   * @throws LeaseLost if the work is no longer this worker's
   * @throws EventNotTaken if nobody hears of it for now
   */
  public void publish(Function<EventHeader, WorkEvent> event) {
    requireLease();
    sequence++;
    tell(event.apply(new EventHeader(lease.epoch(), sequence, shop.clock().instant())));
  }

  /** It may have been heard although it seemed not: the API passes by what it knows. */
  private void tell(WorkEvent event) {
    Instant until = shop.steady().instant().plus(shop.rhythm().patience());
    for (int tries = 1; ; tries++) {
      try {
        shop.events().publish(event);
        return;
      } catch (EventNotTaken e) {
        if (command() != Command.CONTINUE
            || shop.steady().instant().isAfter(until)
            || !pause(shop.rhythm().pauseAfter(tries))) {
          throw e;
        }
        log.warn("Telling it again: {}", e.getMessage());
      }
    }
  }

  /** Whether it went by undisturbed. */
  private static boolean pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The worker is about to end: the next command is to drain. */
  void drain() {
    draining = true;
  }

  Heartbeat heartbeat() {
    return new Heartbeat(worker, lease.epoch(), step, totalSteps);
  }

  void renewed(Command answer, Instant askedAt) {
    leaseEnds = askedAt.plus(lease.duration());
    command = answer;
  }

  void lost() {
    lost = true;
  }

  boolean isLost() {
    return lost || shop.steady().instant().isAfter(leaseEnds);
  }

  private void requireLease() {
    if (isLost()) {
      throw new LeaseLost(work, lease.epoch());
    }
  }
}
