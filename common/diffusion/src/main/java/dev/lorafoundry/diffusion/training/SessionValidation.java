package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.contracts.settings.ValidationSettings;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a session is judged: after which epochs, how far its validation is, and whether the losses
 * end the training early. A validation goes batch by batch, so that it can be left at any one; it
 * then begins anew, with the same loss in the end.
 */
final class SessionValidation {
  private final ValidationSettings settings;
  private final int saveEveryEpochs;
  private final Optional<Validation> validation;
  private Improvements improvements = Improvements.NONE;
  private boolean due;
  private Validation.Errors errors = Validation.Errors.NONE;

  /**
   * @param validation where the settings ask for a validation loss
   */
  SessionValidation(TrainingSettings settings, Optional<Validation> validation) {
    this.settings = settings.validation();
    this.saveEveryEpochs = settings.output().saveEveryEpochs();
    this.validation = validation;
  }

  /**
   * What a saved state must say of it.
   *
   * @param improvements by the losses so far
   * @param due whether the weights are still to be judged
   */
  record Standing(Improvements improvements, boolean due) {
    static final Standing NONE = new Standing(Improvements.NONE, false);
  }

  Standing standing() {
    return new Standing(improvements, isDue());
  }

  void restore(Standing standing) {
    improvements = standing.improvements();
    due = standing.due();
    errors = Validation.Errors.NONE;
  }

  /** Whether the weights as they are now are still to be judged, in part or in whole. */
  boolean isDue() {
    return due || errors.batches() > 0;
  }

  /**
   * Takes note that an epoch has ended.
   *
   * @param last whether there is no other one
   */
  void epochEnded(int epoch, boolean last) {
    due = settings.validatesAfter(epoch, saveEveryEpochs) || (last && settings.validates());
  }

  /**
   * Judges the weights by one batch more; the loss, once it was the last one.
   *
   * @param averaged whether the weights are those that the optimiser keeps an average of
   * @param epoch the one that the weights are of, from 1; 0 before the first has ended
   */
  OptionalDouble next(Stepper stepper, boolean averaged, int epoch) {
    Validation judge =
        validation.orElseThrow(
            () -> new IllegalStateException("the settings ask for no validation loss"));
    errors = judge.next(errors, stepper, averaged);
    if (!judge.isDone(errors)) {
      return OptionalDouble.empty();
    }
    double loss = errors.mean();
    improvements = improvements.after(epoch, loss, settings.earlyStopMinDelta());
    errors = Validation.Errors.NONE;
    due = false;
    return OptionalDouble.of(loss);
  }

  /** Whether the losses end the training. */
  boolean isOutOfPatience() {
    return improvements.exhaust(settings.earlyStopPatience());
  }

  /** The epoch with the best loss, 0 before the first loss. */
  int bestEpoch() {
    return improvements.bestEpoch();
  }
}
