package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.contracts.settings.ValidationSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts, before a training on a dataset starts, the steps that it takes: by the same split and the
 * same batches. Used by one thread.
 */
public final class TrainingLengths {
  private final DatasetSnapshot dataset;
  private final Map<HoldOut, Trained> known = new HashMap<>();

  public TrainingLengths(DatasetSnapshot dataset) {
    this.dataset = dataset;
  }

  /** What of the settings chooses the pictures that are trained on. */
  private record HoldOut(double share, long seed) {
    static HoldOut of(ValidationSettings settings) {
      return new HoldOut(settings.validationSplit(), settings.validationSeed());
    }
  }

  /**
   * What is trained on.
   *
   * @param times for each size how often an epoch shows each of its pictures
   */
  private record Trained(int heldOut, long samples, List<List<Integer>> times) {
    static Trained of(DatasetSplit split) {
      return new Trained(
          split.heldOut(),
          split.training().samplesPerEpoch(),
          TrainingData.times(split.training()));
    }
  }

  /** Of a training with these settings; it has no step where the dataset shows nothing. */
  public TrainingLength of(TrainingSettings settings) {
    Trained trained = trained(settings);
    Batches batches = new Batches(trained.times(), settings.loop());
    return new TrainingLength(
        trained.heldOut(), trained.samples(), batches.stepsPerEpoch(), batches.totalSteps());
  }

  /** Batches of an epoch of such a training, of which several may make a step. */
  public long batchesPerEpoch(TrainingSettings settings) {
    return new Batches(trained(settings).times(), settings.loop()).batchesPerEpoch();
  }

  private Trained trained(TrainingSettings settings) {
    ValidationSettings validation = settings.validation();
    return known.computeIfAbsent(
        HoldOut.of(validation), unknown -> Trained.of(DatasetSplit.of(dataset, validation)));
  }
}
