package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;

/**
 * One kind of work that a worker does: training, rendering previews, preparing pictures.
 *
 * @param <J> the job's message
 */
public interface Trade<J> {
  WorkKind kind();

  Class<J> jobType();

  WorkId idOf(J job);

  DispatchId dispatchOf(J job);

  /**
   * Does the work. Looks at {@link Attempt#command()} at least every few seconds; publishes its
   * events, the last of which says that the work is finished.
   *
   * @throws WorkFailed if it can't be done
   * @throws LeaseLost if {@link Attempt#command()} threw it
   */
  Outcome perform(J job, Attempt attempt) throws InterruptedException;

  /** The event that says that the attempt failed. */
  WorkEvent failed(J job, EventHeader header, FailureKind kind, String message);
}
