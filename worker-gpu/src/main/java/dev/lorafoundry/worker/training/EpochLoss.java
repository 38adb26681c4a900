package dev.lorafoundry.worker.training;

import dev.lorafoundry.diffusion.training.StepReport;
import dev.lorafoundry.diffusion.training.TrainingSession;
import org.jspecify.annotations.Nullable;

/**
 * The losses of one epoch so far. Kept beside each saved state, so that an epoch that two attempts
 * share has one mean.
 *
 * @param epoch from 1; 0 before the first step
 * @param steps how many steps of it were taken
 * @param before mean of the epoch before; absent in the first one, and beside older states
 */
record EpochLoss(int epoch, double sum, long steps, @Nullable Double before) {
  static final EpochLoss NONE = new EpochLoss(0, 0, 0, null);

  /** All that a state knows of its epoch, where nothing is kept beside it: the last step's loss. */
  static EpochLoss lastOf(TrainingSession session) {
    double last = session.lastLoss();
    long steps = session.step();
    return steps == 0 || !Double.isFinite(last)
        ? NONE
        : new EpochLoss((int) ((steps - 1) / session.stepsPerEpoch()) + 1, last, 1, null);
  }

  /** With one step more; begins anew where the step is the first of another epoch. */
  EpochLoss plus(StepReport step) {
    return step.epoch() == epoch
        ? new EpochLoss(epoch, sum + step.loss(), steps + 1, before)
        : new EpochLoss(step.epoch(), step.loss(), 1, steps == 0 ? null : sum / steps);
  }

  /**
   * The mean over as many steps as an epoch has: those of this one, and for what it lacks the mean
   * of the epoch before. So few steps at the begin of an epoch say no more than they should; in the
   * first epoch it is of the steps so far.
   */
  double mean(long stepsPerEpoch) {
    if (steps == 0) {
      return 0;
    }
    return before == null || steps >= stepsPerEpoch
        ? sum / steps
        : (sum + (stepsPerEpoch - steps) * before) / stepsPerEpoch;
  }
}
