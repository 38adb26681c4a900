package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.WorkId;

/** Sends the message of a piece of work to the workers, with the current transaction. */
public interface Offers {
  void offer(WorkId work, DispatchId dispatch);
}
