package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.BlockWeights;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.BlockPlan;
import dev.lorafoundry.diffusion.lora.UnetBlocks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Says which settings of single blocks a base model's family, or an optimiser, can't follow. */
final class BlockRules {
  /** Where nothing would be trained. */
  static final String NO_MODULE =
      "No layer gets a module: give some block that has layers for them a rank and a weight above"
          + " 0.";

  private final TrainingSettings settings;
  private final BlockSettings blocks;
  private final TrainingRules.Model model;
  private final UnetBlocks unet;
  private final Refusals refusals;
  private boolean countsFit = true;

  private BlockRules(TrainingSettings settings, TrainingRules.Model model, Refusals refusals) {
    this.settings = settings;
    this.blocks = settings.blocks();
    this.model = model;
    this.unet = UnetBlocks.of(model.family());
    this.refusals = refusals;
  }

  static void check(TrainingSettings settings, TrainingRules.Model model, Refusals refusals) {
    checkConvAlpha(settings, refusals);
    if (settings.blocks().equals(BlockSettings.DEFAULTS)) {
      return;
    }
    BlockRules rules = new BlockRules(settings, model, refusals);
    rules.checkCounts();
    rules.checkTarget();
    if (rules.countsFit) {
      rules.checkWeights();
    }
  }

  private static void checkConvAlpha(TrainingSettings settings, Refusals refusals) {
    Double alpha = settings.network().convAlpha();
    refusals.require(
        alpha == null
            || settings.network().convRank() != null
            || settings.blocks().convRanks().isPresent(),
        "convAlpha",
        String.valueOf(alpha),
        () ->
            "convAlpha %s is not allowed without convRank or convBlockRanks: give one of them, or leave it out."
                .formatted(alpha));
  }

  private void checkCounts() {
    requireAll("blockRanks", blocks.ranks());
    requireAll("blockAlphas", blocks.alphas());
    requireAll("convBlockRanks", blocks.convRanks());
    requireAll("convBlockAlphas", blocks.convAlphas());
    requireAtMost("downLrWeights", blocks.downWeights(), unet.each(), "on its way down");
    requireAtMost("midLrWeights", blocks.middleWeights(), unet.middle(), "in its middle");
    requireAtMost("upLrWeights", blocks.upWeights(), unet.each(), "on its way up");
  }

  private void requireAll(String setting, Optional<? extends List<?>> given) {
    int numbers = given.map(List::size).orElse(unet.count());
    requireCount(
        numbers == unet.count(),
        setting,
        numbers,
        "%d blocks: give one for each, with spaces between them".formatted(unet.count()));
  }

  private void requireAtMost(String setting, Optional<BlockWeights> given, int most, String where) {
    int numbers =
        given
            .map(it -> it instanceof BlockWeights.Numbers some ? some.numbers().size() : 0)
            .orElse(0);
    requireCount(
        numbers <= most,
        setting,
        numbers,
        "%d %s %s: give no more".formatted(most, most == 1 ? "block" : "blocks", where));
  }

  private void requireCount(boolean met, String setting, int numbers, String rule) {
    countsFit &= met;
    refusals.require(
        met,
        setting,
        numbers,
        () ->
            "%s has %d %s, but the U-Net of family %s has %s."
                .formatted(
                    setting, numbers, numbers == 1 ? "number" : "numbers", model.family(), rule));
  }

  /** At fault are ranks of 0, or else weights of 0 where there are ranks. */
  private SettingProblem withoutModules(BlockPlan plan) {
    OptionalInt weightless =
        settings.start().ranksFromStart()
            ? OptionalInt.of(unet.first())
            : IntStream.range(0, unet.count()).filter(plan::hasRank).findFirst();
    if (weightless.isEmpty()) {
      return new SettingProblem("blockRanks", String.valueOf(blocks.blockRanks()), NO_MODULE);
    }
    int place = weightless.getAsInt() - unet.first();
    if (place < unet.each()) {
      return new SettingProblem("downLrWeights", String.valueOf(blocks.downLrWeights()), NO_MODULE);
    }
    return place < unet.each() + unet.middle()
        ? new SettingProblem("midLrWeights", String.valueOf(blocks.midLrWeights()), NO_MODULE)
        : new SettingProblem("upLrWeights", String.valueOf(blocks.upLrWeights()), NO_MODULE);
  }

  private void checkTarget() {
    refusals.require(
        settings.network().train() != NetworkTarget.TEXT_ENCODER_ONLY,
        "train",
        NetworkTarget.TEXT_ENCODER_ONLY.label(),
        () ->
            "train text_encoder_only is not allowed with ranks or weights of single blocks, which"
                + " are the U-Net's: leave these out, or train the U-Net.");
  }

  private void checkWeights() {
    BlockPlan plan = BlockPlan.of(model.family(), settings.network(), blocks);
    // why: which blocks have modules is known to the LoRA alone whose ranks are taken
    Set<Double> weights = settings.start().ranksFromStart() ? plan.weightsOfAll() : plan.weights();
    if (weights.isEmpty() && settings.network().train() == NetworkTarget.UNET_ONLY) {
      refusals.add(withoutModules(plan));
    }
    String optimiser = settings.optimiser().optimizer().label();
    refusals.require(
        Set.of(1.0).containsAll(weights) || !settings.optimiser().optimizer().findsStepSize(),
        "optimizer",
        optimiser,
        () ->
            "Weights of learning rates other than 0 and 1 are not allowed with %s, which finds one step size for all: leave them out."
                .formatted(optimiser));
    refusals.require(
        Set.of(1.0).containsAll(weights) || !LearningRates.areItsOwn(settings),
        "optimizer",
        optimiser,
        () ->
            "Weights of learning rates other than 0 and 1 are not allowed with AdaFactor's relative"
                + " steps, which know no learning rates: switch relativeStep off, or leave them"
                + " out.");
  }
}
