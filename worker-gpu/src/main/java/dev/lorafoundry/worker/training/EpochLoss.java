package dev.lorafoundry.worker.training;

import dev.lorafoundry.diffusion.training.StepReport;

/**
 * The mean loss of one epoch so far. Kept beside each saved state, so that an epoch that two
 * attempts share has one mean.
 *
 * @param epoch from 1; 0 before the first step
 * @param steps how many steps of it were taken
 */
record EpochLoss(int epoch, double sum, long steps) {
  static final EpochLoss NONE = new EpochLoss(0, 0, 0);

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
