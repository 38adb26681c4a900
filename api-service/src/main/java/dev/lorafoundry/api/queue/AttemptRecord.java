package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One worker's try at a piece of work.
 *
 * @param endedBy how it ended; absent while it is under way
 * @param reason why it ended, for people; may be empty
 */
public record AttemptRecord(
    LeaseEpoch epoch,
    WorkerId worker,
    int dispatch,
    Instant claimedAt,
    @Nullable Instant endedAt,
    @Nullable Transition endedBy,
    String reason) {

  /** Whether the worker ended it itself, in order: what it said before is all true. */
  public boolean handedBack() {
    return endedBy == Transition.GIVE_BACK;
  }
}
