package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work went from one state to another. One line of its history.
 *
 * @param epoch number of the newest attempt, 0 before the first
 * @param dispatch number of the newest release, 0 before the first
 * @param worker who holds or held the lease, if the transition concerns an attempt
 * @param leasedAt when that attempt began
 * @param reason one sentence for people; may be empty
 */
public record WorkChanged(
    WorkId work,
    Transition transition,
    WorkState from,
    WorkState to,
    int dispatch,
    int epoch,
    @Nullable WorkerId worker,
    @Nullable Instant leasedAt,
    Instant at,
    String reason) {

  /** Whether an attempt began with this change. */
  public boolean opensAttempt() {
    return transition == Transition.CLAIM;
  }

  /** Whether an attempt ended with this change. */
  public boolean endsAttempt() {
    return from.leased() && !to.leased();
  }
}
