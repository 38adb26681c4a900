package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.Precision;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.memory.Device;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which settings can be trained with and yet may not be what somebody wants. */
public final class Cautions {
  /** sd-scripts warns of it, too. */
  private static final double SMALL_FACTOR = 0.1;

  private Cautions() {}

  /**
   * Sentences.
   *
   * @param batches of an epoch of a training with these settings
   * @param device where it will be trained, as far as is known
   */
  public static List<String> of(
      TrainingSettings settings, TrainingRules.Model model, long batches, Device device) {
    List<String> cautions = new ArrayList<>();
    NetworkSettings network = settings.network();
    if (!settings.start().ranksFromStart() && network.network() != NetworkType.LOKR) {
      addRank("rank", network.rank(), model, cautions);
      addRank("convRank", network.convRank() == null ? 0 : network.convRank(), model, cautions);
      addRank("blockRanks", largest(settings.blocks().ranks()), model, cautions);
      addRank("convBlockRanks", largest(settings.blocks().convRanks()), model, cautions);
    }
    int accumulated = settings.loop().gradientAccumulationSteps();
    if (accumulated > batches) {
      cautions.add(
          "gradientAccumulationSteps %d is more than the %d batches of an epoch: each epoch is one step, and its gradients are divided by %d."
              .formatted(accumulated, batches, accumulated));
    }
    if (settings.noise().zeroTerminalSnr() && model.prediction() == PredictionType.EPSILON) {
      cautions.add(
          "zeroTerminalSnr is made for base models that predict v: this one predicts noise, of"
              + " which the last timestep then teaches nothing.");
    }
    addSmallRate(settings, cautions);
    Precision precision = settings.precision().precision();
    if (device == Device.CPU && (precision == Precision.BF16 || precision == Precision.FP16)) {
      cautions.add(
          "precision %s takes more time and memory on a CPU than fp32, which auto chooses where no worker that trains has a GPU."
              .formatted(precision.label()));
    }
    return cautions;
  }

  /** All rates are the same with an optimiser that finds one step size. */
  private static void addSmallRate(TrainingSettings settings, List<String> cautions) {
    OptimiserSettings optimiser = settings.optimiser();
    Double own =
        settings.network().train() == NetworkTarget.TEXT_ENCODER_ONLY
            ? optimiser.textEncoderLearningRate()
            : optimiser.unetLearningRate();
    double rate = own == null ? optimiser.learningRate() : own;
    if (optimiser.optimizer().findsStepSize() && rate <= SMALL_FACTOR) {
      cautions.add(
          "A learning rate of %s is small for optimizer %s, which multiplies the step size that it finds by it: use about 1."
              .formatted(
                  BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString(),
                  optimiser.optimizer().label()));
    }
  }

  private static int largest(Optional<List<Integer>> ranks) {
    return ranks.stream().flatMap(List::stream).mapToInt(rank -> rank).max().orElse(0);
  }

  private static void addRank(
      String setting, int rank, TrainingRules.Model model, List<String> cautions) {
    if (rank > model.largestRank()) {
      cautions.add(
          "%s %d is larger than the smallest layer of the base model: beside that layer, %d would do as much."
              .formatted(setting, rank, model.largestRank()));
    }
  }
}
