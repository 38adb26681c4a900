package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.TrainingEvent;

/**
 * The validation loss of a job after one of its epochs.
 *
 * @param epoch epochs done
 * @param step optimiser steps done
 */
public record Validation(int epoch, long step, double loss) {
  static Validation of(TrainingEvent.Validated event) {
    return new Validation(event.trainingEpoch(), event.step(), event.loss());
  }
}
