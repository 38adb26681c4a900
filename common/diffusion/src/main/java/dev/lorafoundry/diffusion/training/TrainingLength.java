package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.OutputSettings;
import java.math.BigInteger;

/**
 * How long a training is.
 *
 * @param heldOut pictures that are not trained on
 * @param samplesPerEpoch pictures shown in one epoch, each as often as it is shown
 * @param stepsPerEpoch optimiser steps of one epoch
 * @param totalSteps optimiser steps of all epochs, unless the training stops early
 */
public record TrainingLength(
    int heldOut, long samplesPerEpoch, long stepsPerEpoch, long totalSteps) {

  /**
   * How many checkpoints it leaves, unless it stops early: those of epochs, those of steps, each
   * that is both once, and the last one; none where the dataset shows nothing.
   */
  public long checkpoints(OutputSettings output) {
    if (totalSteps == 0 || stepsPerEpoch == 0) {
      return 0;
    }
    long ofEpochs = output.saveEveryEpochs() * stepsPerEpoch;
    long ofSteps = output.saveEverySteps();
    return 1
        + beforeTheLast(ofEpochs)
        + beforeTheLast(ofSteps)
        - beforeTheLast(leastCommonMultiple(ofEpochs, ofSteps));
  }

  private long beforeTheLast(long every) {
    return every == 0 ? 0 : (totalSteps - 1) / every;
  }

  private static long leastCommonMultiple(long a, long b) {
    long divisor = BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValue();
    return divisor == 0 ? 0 : a / divisor * b;
  }
}
