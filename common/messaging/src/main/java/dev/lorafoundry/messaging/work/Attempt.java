package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * One worker's try at a piece of work, under a lease. The working thread reports progress,
 * publishes events and asks for commands; a {@link LeaseKeeper} renews the lease beside it.
 */
public final class Attempt {
  private final WorkId work;
  private final WorkerId worker;
  private final Lease lease;
  private final EventPublisher events;
  private final InstantSource clock;

  private long sequence;
  private volatile long step;
  private volatile long totalSteps;
  private volatile Instant leaseEnds;
  private volatile boolean lost;
  private volatile boolean draining;
  private volatile Command command = Command.CONTINUE;

  public Attempt(
      WorkId work, WorkerId worker, Lease lease, EventPublisher events, InstantSource clock) {
    this.work = work;
    this.worker = worker;
    this.lease = lease;
    this.events = events;
    this.clock = clock;
    this.leaseEnds = clock.instant().plus(lease.duration());
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
   * Publishes the next event of this attempt; returns when Kafka has it.
   *
   * @param event builds the event from its header
   * @throws LeaseLost if the work is no longer this worker's
   */
  public void publish(Function<EventHeader, WorkEvent> event) {
    requireLease();
    sequence++;
    events.publish(event.apply(new EventHeader(lease.epoch(), sequence, clock.instant())));
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
    return lost || clock.instant().isAfter(leaseEnds);
  }

  private void requireLease() {
    if (isLost()) {
      throw new LeaseLost(work, lease.epoch());
    }
  }
}
