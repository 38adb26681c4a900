package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LeaseEpoch;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt at a job said of itself.
 *
 * @param firstStep optimiser steps that earlier attempts had done
 * @param lastStep optimiser steps done when it was last heard of
 * @param stepsPerEpoch 0 if it took no step
 * @param failure how it failed; absent: it did not, or said nothing
 */
public record AttemptCourse(
    LeaseEpoch attempt,
    long firstStep,
    long lastStep,
    long stepsPerEpoch,
    @Nullable FailureKind failure) {

  static AttemptCourse began(LeaseEpoch attempt, long firstStep, long stepsPerEpoch) {
    return new AttemptCourse(attempt, firstStep, firstStep, stepsPerEpoch, null);
  }
}
