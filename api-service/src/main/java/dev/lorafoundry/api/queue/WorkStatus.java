package dev.lorafoundry.api.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a piece of work stands, for people.
 *
 * @param since when it came to this state
 * @param attempts tries so far
 * @param worker who does it, while it is under way
 * @param reason why it stands so; may be empty
 */
public record WorkStatus(
    WorkState state,
    Instant since,
    Priority priority,
    int attempts,
    @Nullable String worker,
    long step,
    long totalSteps,
    String reason) {

  static WorkStatus of(Work work) {
    Standing standing = work.standing();
    String worker = standing.worker() == null ? null : standing.worker().value();
    return new WorkStatus(
        standing.state(),
        standing.since(),
        work.ticket().priority(),
        standing.epoch(),
        worker,
        standing.step(),
        standing.totalSteps(),
        standing.reason());
  }
}
