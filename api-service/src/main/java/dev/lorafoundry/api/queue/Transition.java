package dev.lorafoundry.api.queue;

import static dev.lorafoundry.api.queue.WorkState.CANCELLED;
import static dev.lorafoundry.api.queue.WorkState.CANCELLING;
import static dev.lorafoundry.api.queue.WorkState.DONE;
import static dev.lorafoundry.api.queue.WorkState.FAILED;
import static dev.lorafoundry.api.queue.WorkState.PAUSED;
import static dev.lorafoundry.api.queue.WorkState.PAUSING;
import static dev.lorafoundry.api.queue.WorkState.QUEUED;
import static dev.lorafoundry.api.queue.WorkState.RELEASED;
import static dev.lorafoundry.api.queue.WorkState.RUNNING;

import java.util.Map;
import java.util.Optional;

/** The transition table of {@link WorkState}: every way from one state to another. */
public enum Transition {
  /** The dispatcher offers the work through Kafka. */
  RELEASE(Map.of(QUEUED, RELEASED)),
  /** Nobody claimed the offer in time. */
  WITHDRAW(Map.of(RELEASED, QUEUED)),
  /** The offer can never reach a worker. */
  REFUSE(Map.of(RELEASED, FAILED)),
  /** A worker takes the lease: an attempt begins. */
  CLAIM(Map.of(RELEASED, RUNNING)),
  /** The worker hands the work back on purpose. */
  GIVE_BACK(Map.of(RUNNING, QUEUED, PAUSING, PAUSED, CANCELLING, CANCELLED)),
  /** The lease ended without a word from the worker. */
  LOSE(Map.of(RUNNING, QUEUED, PAUSING, PAUSED, CANCELLING, CANCELLED)),
  /** The same, and there were too many such attempts for another one. */
  GIVE_UP(Map.of(RUNNING, FAILED, PAUSING, FAILED, CANCELLING, CANCELLED)),
  /** The attempt failed in a way that another attempt may survive. */
  STUMBLE(Map.of(RUNNING, QUEUED, PAUSING, PAUSED, CANCELLING, CANCELLED)),
  /** The work failed for good. */
  FAIL(Map.of(RUNNING, FAILED, PAUSING, FAILED, CANCELLING, CANCELLED)),
  /**
   * The work is done. Also by an attempt whose lease was lost, as long as no other attempt has
   * begun.
   */
  FINISH(
      Map.of(
          RUNNING,
          DONE,
          PAUSING,
          DONE,
          CANCELLING,
          DONE,
          QUEUED,
          DONE,
          RELEASED,
          DONE,
          PAUSED,
          DONE)),
  CANCEL(
      Map.of(
          QUEUED,
          CANCELLED,
          RELEASED,
          CANCELLED,
          PAUSED,
          CANCELLED,
          RUNNING,
          CANCELLING,
          PAUSING,
          CANCELLING)),
  PAUSE(Map.of(QUEUED, PAUSED, RELEASED, PAUSED, RUNNING, PAUSING)),
  RESUME(Map.of(PAUSED, QUEUED, PAUSING, RUNNING)),
  RETRY(Map.of(FAILED, QUEUED, CANCELLED, QUEUED)),
  /** What the work has saved is its result: nothing more is wanted of it. */
  SETTLE(Map.of(FAILED, DONE, CANCELLED, DONE));

  @SuppressWarnings("ImmutableEnumChecker") // why: made by Map.of, which never changes
  private final Map<WorkState, WorkState> table;

  Transition(Map<WorkState, WorkState> table) {
    this.table = table;
  }

  /** The state that this transition leads to; empty if it is not allowed in {@code from}. */
  public Optional<WorkState> from(WorkState from) {
    return Optional.ofNullable(table.get(from));
  }
}
