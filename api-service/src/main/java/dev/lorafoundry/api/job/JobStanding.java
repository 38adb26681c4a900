package dev.lorafoundry.api.job;

import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands in the queue, as its owner sees it.
 *
 * @param attempts tries so far
 * @param worker who trains it, while somebody does
 * @param reason why it stands so, for people; may be empty
 * @param startedAt when the first attempt began
 * @param endedAt when it was done, failed or cancelled
 * @param attemptSince when the attempt under way began
 * @param worked time that attempts took which are over
 */
public record JobStanding(
    WorkState state,
    int attempts,
    @Nullable WorkerId worker,
    String reason,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant attemptSince,
    Duration worked) {
  static final JobStanding QUEUED =
      new JobStanding(WorkState.QUEUED, 0, null, "", null, null, null, Duration.ZERO);

  JobStanding after(WorkChanged change) {
    boolean leased = change.to().leased();
    return new JobStanding(
        change.to(),
        change.epoch(),
        leased ? change.worker() : null,
        change.reason(),
        startedAt == null && change.opensAttempt() ? change.at() : startedAt,
        change.to().ended() ? change.at() : null,
        leased ? change.leasedAt() : null,
        change.endsAttempt() ? worked.plus(lasted(change)) : worked);
  }

  /** Time that attempts have taken until now. */
  public Duration workedUntil(Instant now) {
    return attemptSince == null ? worked : worked.plus(Duration.between(attemptSince, now));
  }

  private static Duration lasted(WorkChanged change) {
    return change.leasedAt() == null
        ? Duration.ZERO
        : Duration.between(change.leasedAt(), change.at());
  }
}
