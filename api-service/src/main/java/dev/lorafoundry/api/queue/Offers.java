package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Instant;

/** Messages that offer work to the workers: each leaves in its turn, once it can. */
public interface Offers {
  /** Sends the message of a piece of work to the workers, with the current transaction. */
  void offer(WorkId work, DispatchId dispatch);

  /** Whether an offer of this kind that was made before then has not left yet. */
  boolean waiting(WorkKind kind, Instant madeBefore);
}
