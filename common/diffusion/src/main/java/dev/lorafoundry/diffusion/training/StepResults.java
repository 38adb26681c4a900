package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.tensor.DType;

/**
 * What the results of the steps so far mean for the next: how many changed the weights, which loss
 * scale is right, and whether all is lost.
 */
final class StepResults {
  private final LossScale lossScale;
  private long updates;
  private double lastLoss = Double.NaN;

  StepResults(DType type) {
    lossScale = new LossScale(type);
  }

  /** Steps that changed the weights. */
  long updates() {
    return updates;
  }

  double lossScale() {
    return lossScale.value();
  }

  /** Steps since the loss scale changed. */
  int good() {
    return lossScale.good();
  }

  /** The last loss that was a number, NaN if there was none. */
  double lastLoss() {
    return lastLoss;
  }

  void restore(TrainingState.Place place) {
    updates = place.updates();
    lastLoss = place.loss();
    lossScale.restore(place.lossScale(), place.goodSteps());
  }

  /**
   * Takes note of a step's result. A step of fp16 that overflowed, in its loss or in its gradients,
   * has changed nothing and is passed by.
   *
   * @throws TrainingDiverged if there is no use in going on
   */
  void settle(long step, double loss, double gradientNorm) {
    boolean overflow = !Double.isFinite(loss) || !Double.isFinite(gradientNorm);
    lastLoss = Double.isFinite(loss) ? loss : lastLoss;
    if (overflow && lossScale.forgives() && Double.isFinite(lastLoss)) {
      lossScale.overflowed();
      return;
    }
    Divergence.check(step, loss);
    if (overflow) {
      throw new TrainingDiverged(
          "The gradients of step %d are no numbers any more: lower the learning rate."
              .formatted(step));
    }
    updates++;
    lossScale.succeeded();
  }
}
