package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * What the results of the steps so far mean for the next: how many changed the weights, which loss
 * scale is right, and whether all is lost.
 */
final class StepResults {
  private final DType type;
  private final LossScale lossScale;
  private final List<Stepper.Result> batches = new ArrayList<>();
  private final LastingError error = new LastingError();
  private long updates;
  private double lastLoss = Double.NaN;

  StepResults(DType type) {
    this.type = type;
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
    batches.clear();
    updates = place.updates();
    lastLoss = place.loss();
    lossScale.restore(place.lossScale(), place.goodSteps());
    error.restore(place.error());
  }

  /** Where the training stands after so many steps. */
  TrainingState.Place place(long step) {
    return new TrainingState.Place(
        step, updates, lossScale.value(), lossScale.good(), lastLoss, error.standing());
  }

  /** Takes note of a batch of the step that is under way. */
  void add(Stepper.Result result) {
    batches.add(result);
  }

  /**
   * Judges the step that the batches so far make. One of fp16 whose gradients overflowed has
   * changed nothing and is passed by.
   *
   * @return whether it was passed by
   * @throws TrainingDiverged if there is no use in going on
   */
  boolean settle(long step) {
    double loss = batches.stream().mapToDouble(Stepper.Result::loss).average().orElseThrow();
    double weight = batches.stream().mapToDouble(Stepper.Result::largestWeight).max().orElseThrow();
    boolean overflow = !Double.isFinite(batches.get(batches.size() - 1).gradientNorm());
    batches.clear();
    lastLoss = Double.isFinite(loss) ? loss : lastLoss;
    if (overflow && lossScale.forgives() && Double.isFinite(lastLoss)) {
      lossScale.overflowed();
      return true;
    }
    Divergence.check(step, loss, type, weight);
    error.add(step, loss, weight);
    if (overflow) {
      throw new TrainingDiverged(
          "The gradients of step %d are no numbers any more: lower the learning rate%s."
              .formatted(step, Divergence.orPrecision(type)));
    }
    updates++;
    lossScale.succeeded();
    return false;
  }
}
