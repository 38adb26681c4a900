package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.contracts.settings.LoopSettings;

/**
 * How many optimiser steps a job takes. Pictures of different sizes never share a batch, so each
 * size is rounded up by itself.
 */
public record Steps(long perEpoch, long total) {
  static Steps of(DatasetSummary dataset, LoopSettings loop) {
    long batches =
        dataset.processed().stream()
            .mapToLong(
                bucket -> ceilDiv((long) bucket.count() * dataset.repeats(), loop.batchSize()))
            .sum();
    long perEpoch = ceilDiv(batches, loop.gradientAccumulationSteps());
    return new Steps(perEpoch, perEpoch * loop.epochs());
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
