package dev.lorafoundry.diffusion.training;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.ModuleGroups;
import dev.lorafoundry.diffusion.optimiser.Adafactor;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The learning rates of the groups of parameters. */
final class LearningRates {
  private LearningRates() {}

  /**
   * One for each group.
   *
   * @param factor of the learning-rate schedule
   * @param updates that there were before
   */
  static double[] of(
      TrainingSettings settings, List<ParameterGroup> groups, double factor, long updates) {
    if (areItsOwn(settings)) {
      double own = Adafactor.relativeStep(settings.adaptive(), updates + 1);
      return groups.stream().mapToDouble(group -> own).toArray();
    }
    return groups.stream().mapToDouble(group -> of(settings.optimiser(), group) * factor).toArray();
  }

  /**
   * The U-Net's rate, or the (last) text encoder's where no U-Net is trained; of no LoRA+ half, and
   * whatever its blocks' weights.
   */
  static double told(List<ParameterGroup> groups, double... rates) {
    int last = groups.size() - 1;
    while (LoraPlus.isOfSecondMatrices(groups.get(last))) {
      last--;
    }
    return rates[last] / groups.get(last).weight();
  }

  /**
   * The (first) text encoder's rate where it is trained beside the U-Net, of no LoRA+ half; absent
   * otherwise.
   */
  static @Nullable Double toldOfText(List<ParameterGroup> groups, double... rates) {
    ParameterGroup first = groups.get(0);
    boolean both = LoraPlus.isOfText(first) && !LoraPlus.isOfText(groups.get(groups.size() - 1));
    return both ? rates[0] / first.weight() : null;
  }

  /** Whether the optimiser chooses the rates, whatever the settings and the schedule say. */
  static boolean areItsOwn(TrainingSettings settings) {
    return settings.optimiser().optimizer() == OptimiserType.ADAFACTOR
        && settings.adaptive().relativeStep();
  }

  private static double of(OptimiserSettings settings, ParameterGroup group) {
    double rate = ofPart(settings, group) * group.weight();
    return LoraPlus.isOfSecondMatrices(group)
        ? rate * LoraPlus.ratio(settings, group).orElse(1)
        : rate;
  }

  private static double ofPart(OptimiserSettings settings, ParameterGroup group) {
    if (!LoraPlus.isOfText(group)) {
      return requireNonNullElse(settings.unetLearningRate(), settings.learningRate());
    }
    return group.name().startsWith(ModuleGroups.SECOND_TEXT)
        ? ofSecondEncoder(settings)
        : ofFirstEncoder(settings);
  }

  static double ofFirstEncoder(OptimiserSettings settings) {
    return requireNonNullElse(settings.textEncoderLearningRate(), settings.learningRate());
  }

  /** Of SDXL. */
  static double ofSecondEncoder(OptimiserSettings settings) {
    return requireNonNullElse(settings.textEncoder2LearningRate(), ofFirstEncoder(settings));
  }
}
