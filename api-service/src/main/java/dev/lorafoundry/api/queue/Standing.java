package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that changes of a piece of work while it goes its way: what is stored between two changes.
 *
 * @param since when it came to this state
 * @param dispatch number of the newest release, 0 before the first
 * @param epoch number of the newest attempt, 0 before the first
 * @param setbacks attempts in a row that ended badly without getting further
 * @param notBefore not to be released earlier
 * @param worker holds the lease
 * @param claim that the lease was granted to; absent if it had no id
 * @param leasedAt when the attempt under way began
 * @param leaseUntil end of the lease unless it is renewed
 * @param resumeFrom last complete state to go on from
 * @param step units done
 * @param totalSteps units in all, 0 while unknown
 * @param reason why it stands so, one sentence for people; may be empty
 */
public record Standing(
    WorkState state,
    Instant since,
    int dispatch,
    int epoch,
    int setbacks,
    Instant notBefore,
    @Nullable WorkerId worker,
    @Nullable ClaimId claim,
    @Nullable Instant leasedAt,
    @Nullable Instant leaseUntil,
    Lease.@Nullable ResumePoint resumeFrom,
    long step,
    long totalSteps,
    String reason) {

  /** Of work that was just submitted. */
  public static Standing queued(Instant now) {
    return new Standing(
        WorkState.QUEUED, now, 0, 0, 0, now, null, null, null, null, null, 0, 0, "");
  }
}
