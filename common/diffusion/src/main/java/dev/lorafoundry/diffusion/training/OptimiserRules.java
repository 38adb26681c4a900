package dev.lorafoundry.diffusion.training;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;

/** Says what an optimiser can't be combined with. */
final class OptimiserRules {
  private OptimiserRules() {}

  static void check(TrainingSettings settings, Family family, Refusals refusals) {
    OptimiserSettings optimiser = settings.optimiser();
    refusals.require(
        optimiser.textEncoder2LearningRate() == null || family == Family.SDXL,
        "textEncoder2LearningRate",
        String.valueOf(optimiser.textEncoder2LearningRate()),
        () ->
            "textEncoder2LearningRate %s is not allowed with a base model of family %s, which has one text encoder: leave it out."
                .formatted(optimiser.textEncoder2LearningRate(), family));
    refusals.require(
        !LearningRates.areItsOwn(settings) || !leavesSecondEncoder(settings),
        "textEncoder2LearningRate",
        String.valueOf(optimiser.textEncoder2LearningRate()),
        () ->
            "textEncoder2LearningRate 0 is not allowed with AdaFactor's relative steps, which know no"
                + " learning rates: switch relativeStep off, or leave it out and train both text"
                + " encoders.");
    if (optimiser.optimizer().findsStepSize()) {
      requireOneRate(settings, refusals);
    }
    refusals.require(
        !LearningRates.areItsOwn(settings) || !hasRatio(optimiser),
        "optimizer",
        optimiser.optimizer().label(),
        () ->
            "LoRA+ is not allowed with AdaFactor's relative steps, which know no learning rates:"
                + " switch relativeStep off, or leave the loraPlus ratios out.");
    if (optimiser.optimizer() == OptimiserType.ADAM_W_SCHEDULE_FREE) {
      requireNoLimit(settings, refusals);
    }
  }

  private static void requireOneRate(TrainingSettings settings, Refusals refusals) {
    OptimiserSettings optimiser = settings.optimiser();
    String name = optimiser.optimizer().label();
    double unet = requireNonNullElse(optimiser.unetLearningRate(), optimiser.learningRate());
    double text = LearningRates.ofFirstEncoder(optimiser);
    double second = LearningRates.ofSecondEncoder(optimiser);
    refusals.require(
        text == second || settings.network().train() == NetworkTarget.UNET_ONLY,
        "optimizer",
        name,
        () ->
            "The learning rates %s and %s of the text encoders are not allowed with %s, which finds one step size for both: leave textEncoder2LearningRate out."
                .formatted(text, second, name));
    refusals.require(
        unet == text || settings.network().train() != NetworkTarget.BOTH,
        "optimizer",
        name,
        () ->
            ("The learning rates %s of the U-Net and %s of the text encoder are not allowed with %s,"
                    + " which finds one step size for both: make them the same, or train one part.")
                .formatted(unet, text, name));
    refusals.require(
        !hasRatio(optimiser),
        "optimizer",
        name,
        () ->
            "LoRA+ is not allowed with %s, which finds one step size for all: leave its ratios out."
                .formatted(name));
  }

  private static void requireNoLimit(TrainingSettings settings, Refusals refusals) {
    Double limit = settings.optimiser().scaleWeightNorms();
    if (limit != null) {
      refusals.add(
          new SettingProblem(
              "scaleWeightNorms",
              String.valueOf(limit),
              "scaleWeightNorms is not allowed with AdamWScheduleFree, whose saved weights are an"
                  + " average of others: leave it out."));
    }
  }

  private static boolean leavesSecondEncoder(TrainingSettings settings) {
    Double rate = settings.optimiser().textEncoder2LearningRate();
    return rate != null && rate == 0 && settings.network().train() != NetworkTarget.UNET_ONLY;
  }

  private static boolean hasRatio(OptimiserSettings settings) {
    return settings.loraPlusRatio() != null
        || settings.loraPlusUnetRatio() != null
        || settings.loraPlusTextEncoderRatio() != null;
  }
}
