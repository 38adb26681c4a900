package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkOrder;

/**
 * One kind of work that a worker does: training, rendering previews, preparing pictures.
 *
 * @param <J> the job's message
 */
public interface Trade<J extends WorkOrder> {
  WorkKind kind();

  Class<J> jobType();

  /**
   * Does the work. Looks at {@link Attempt#command()} at least every few seconds; publishes its
   * events, the last of which says that the work is finished.
   *
   * @throws WorkFailed if it can't be done
   * @throws LeaseLost if {@link Attempt#command()} threw it
   */
  Outcome perform(J job, Attempt attempt) throws InterruptedException;
}
