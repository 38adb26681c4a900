package dev.lorafoundry.diffusion.training;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import java.util.List;

/** The learning rates of the groups of parameters. */
final class LearningRates {
  private LearningRates() {}

  /**
   * One for each group.
   *
   * @param factor of the learning-rate schedule
   */
  static double[] of(OptimiserSettings settings, List<ParameterGroup> groups, double factor) {
    return groups.stream().mapToDouble(group -> of(settings, group) * factor).toArray();
  }

  private static double of(OptimiserSettings settings, ParameterGroup group) {
    Double own =
        group.name().equals(LoraNetwork.TEXT_GROUP)
            ? settings.textEncoderLearningRate()
            : settings.unetLearningRate();
    return requireNonNullElse(own, settings.learningRate());
  }
}
