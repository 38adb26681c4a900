package dev.lorafoundry.worker.training;

import dev.lorafoundry.diffusion.training.StepReport;
import dev.lorafoundry.diffusion.training.TrainingSession;

/**
 * The mean loss of one epoch so far. Kept beside each saved state, so that an epoch that two
 * attempts share has one mean.
 *
 * @param epoch from 1; 0 before the first step
 * @param steps how many steps of it were taken
 */
record EpochLoss(int epoch, double sum, long steps) {
  static final EpochLoss NONE = new EpochLoss(0, 0, 0);

  /** All that a state knows of its epoch, where nothing is kept beside it: the last step's loss. */
  static EpochLoss lastOf(TrainingSession session) {
    double last = session.lastLoss();
    long steps = session.step();
    return steps == 0 || !Double.isFinite(last)
        ? NONE
        : new EpochLoss((int) ((steps - 1) / session.stepsPerEpoch()) + 1, last, 1);
  }

  /** With one step more; begins anew where the step is the first of another epoch. */
  EpochLoss plus(StepReport step) {
    return step.epoch() == epoch
        ? new EpochLoss(epoch, sum + step.loss(), steps + 1)
        : new EpochLoss(step.epoch(), step.loss(), 1);
  }

  double mean() {
    return steps == 0 ? 0 : sum / steps;
  }
}
