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
    int heldOut = settings.validation().heldOut(dataset.trained());
    double trained = 1 - (double) heldOut / Math.max(1, dataset.trained());
    long batches =
        dataset.processed().stream()
            .filter(bucket -> bucket.samples() > 0)
            .mapToLong(bucket -> samples(bucket, trained))
            .map(samples -> ceilDiv(samples, loop.batchSize()))
            .sum();
    long perEpoch = ceilDiv(batches, loop.gradientAccumulationSteps());
    return new Steps(perEpoch, perEpoch * loop.epochs());
  }

  /** Of as many pictures as are trained: regularisation pictures follow the others. */
  private static long samples(DatasetSummary.Bucket bucket, double trained) {
    return Math.round(bucket.count() * trained) * bucket.samples() / bucket.count();
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
