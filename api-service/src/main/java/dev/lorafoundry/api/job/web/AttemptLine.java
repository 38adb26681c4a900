package dev.lorafoundry.api.job.web;

import dev.lorafoundry.api.job.AttemptCourse;
import dev.lorafoundry.api.queue.AttemptRecord;
import dev.lorafoundry.contracts.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One worker's try at a job.
 *
 * @param endedBy how it ended; absent while it is under way
 * @param reason why it ended, for people; may be empty
 * @param firstStep optimiser steps that earlier attempts had done; absent if it took none
 * @param lastStep optimiser steps done when it was last heard of
 * @param failure what kind of failure it told of, if any
 */
record AttemptLine(
    int attempt,
    String worker,
    Instant claimedAt,
    @Nullable Instant endedAt,
    @Nullable String endedBy,
    String reason,
    @Nullable Long firstStep,
    @Nullable Long lastStep,
    @Nullable String failure) {
  static AttemptLine of(AttemptRecord attempt, @Nullable AttemptCourse told) {
    AttemptCourse stepped = told == null || told.stepsPerEpoch() == 0 ? null : told;
    FailureKind failure = told == null ? null : told.failure();
    return new AttemptLine(
        attempt.epoch().value(),
        attempt.worker().value(),
        attempt.claimedAt(),
        attempt.endedAt(),
        attempt.endedBy() == null ? null : StateNames.label(attempt.endedBy()),
        attempt.reason(),
        stepped == null ? null : stepped.firstStep(),
        stepped == null ? null : stepped.lastStep(),
        failure == null ? null : StateNames.label(failure));
  }
}
