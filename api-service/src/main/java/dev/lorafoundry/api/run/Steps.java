package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.contracts.settings.LoopSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;

/**
 * How many optimiser steps a job takes. Pictures of different sizes never share a batch, so each
 * size is rounded up by itself. Those that are held out are taken from all sizes alike: which they
 * are is known when the training starts.
 */
public record Steps(long perEpoch, long total) {
  static Steps of(DatasetSummary dataset, TrainingSettings settings) {
    LoopSettings loop = settings.loop();
    int heldOut = settings.validation().heldOut(dataset.pictures());
    double trained = 1 - (double) heldOut / Math.max(1, dataset.pictures());
    long batches =
        dataset.processed().stream()
            .mapToLong(bucket -> Math.round(bucket.count() * trained))
            .map(pictures -> ceilDiv(pictures * dataset.repeats(), loop.batchSize()))
            .sum();
    long perEpoch = ceilDiv(batches, loop.gradientAccumulationSteps());
    return new Steps(perEpoch, perEpoch * loop.epochs());
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
