package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.BlockPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says why a training can't begin with the LoRA of an earlier one, as far as the settings of both
 * tell. {@link TrainedNetwork} compares the tensors of the LoRA itself.
 */
public final class StartRules {
  private final TrainingSettings given;
  private final TrainingSettings earlier;
  private final String lora;
  private final Refusals refusals = new Refusals();

  private StartRules(TrainingSettings given, TrainingSettings earlier, String lora) {
    this.given = given;
    this.earlier = earlier;
    this.lora = lora;
  }

  /**
   * @param given settings of the training
   * @param earlier settings of the one that saved the LoRA, of the same family
   * @param lora what a sentence calls the LoRA
   * @return none if nothing is wrong
   */
  public static List<SettingProblem> problems(
      TrainingSettings given, TrainingSettings earlier, String lora, TrainingRules.Model model) {
    StartRules rules = new StartRules(given, earlier, lora);
    rules.checkType();
    if (earlier.start().ranksFromStart()) { // why: what it had came from a LoRA, too
      return rules.refusals.all();
    }
    if (given.start().ranksFromStart()) {
      rules.checkOverlap();
      return rules.refusals.all();
    }
    rules.checkTarget();
    if (given.blocks().equals(earlier.blocks())) {
      rules.checkSizes();
      rules.checkConvolutions();
    } else {
      rules.checkBlocks(model);
    }
    return rules.refusals.all();
  }

  private void checkType() {
    sameKind("network", given.network().network(), earlier.network().network());
    sameKind("dora", given.network().dora(), earlier.network().dora());
  }

  private void sameKind(String setting, Choice value, Choice own) {
    refusals.require(
        value == own,
        setting,
        value.label(),
        () ->
            "%s %s is not that of %s, which startFrom names: use %s."
                .formatted(setting, value.label(), lora, own.label()));
  }

  private void checkOverlap() {
    NetworkTarget train = given.network().train();
    NetworkTarget own = earlier.network().train();
    refusals.require(
        train == own || train == NetworkTarget.BOTH || own == NetworkTarget.BOTH,
        "train",
        train.label(),
        () ->
            "train %s leaves nothing to train of %s, which startFrom names and which was trained with train %s: use that, or both."
                .formatted(train.label(), lora, own.label()));
  }

  private void checkTarget() {
    NetworkTarget train = given.network().train();
    NetworkTarget own = earlier.network().train();
    refusals.require(
        train == own || train == NetworkTarget.BOTH,
        "train",
        train.label(),
        () ->
            "train %s does not cover %s, which startFrom names and which was trained with train %s: use that, or switch ranksFromStart on."
                .formatted(train.label(), lora, own.label()));
  }

  private void checkSizes() {
    NetworkSettings network = given.network();
    NetworkSettings own = earlier.network();
    same("rank", network.rank(), own.rank());
    same("alpha", network.alpha(), own.alpha());
    if (network.network() == NetworkType.LOKR && own.network() == NetworkType.LOKR) {
      same("lokrFactor", network.lokrFactor(), own.lokrFactor());
    }
  }

  private void checkConvolutions() {
    NetworkSettings network = given.network();
    NetworkSettings own = earlier.network();
    if (own.convRank() != null) {
      same("convRank", network.convRank(), own.convRank());
    }
    if (own.convRank() != null && network.convRank() != null) {
      same("convAlpha", network.convAlphaOrDefault(), own.convAlphaOrDefault());
    }
  }

  private void same(String setting, @Nullable Object value, Object own) {
    refusals.require(
        own.equals(value),
        setting,
        value == null ? "" : value,
        () ->
            "%s %s is not that of %s, which startFrom names: use %s, or switch ranksFromStart on."
                .formatted(setting, value == null ? "(absent)" : value, lora, own));
  }

  private void checkBlocks(TrainingRules.Model model) {
    if (given.network().train() != NetworkTarget.UNET_ONLY
        && earlier.network().train() != NetworkTarget.UNET_ONLY) {
      checkSizes();
    }
    Refusals unreadable = new Refusals();
    BlockRules.check(given, model, unreadable);
    if (!unreadable.all().isEmpty()) { // why: these are told where all settings are judged
      return;
    }
    plan(earlier, model)
        .firstUnlike(plan(given, model))
        .ifPresent(
            block ->
                refusals.add(
                    new SettingProblem(
                        "startFrom",
                        String.valueOf(given.start().startFrom()),
                        "startFrom names %s, which has modules in block %d of the U-Net that this training does not have, or not of that rank and alpha: use its rank, alpha, convRank, convAlpha and settings of blocks, or switch ranksFromStart on."
                            .formatted(lora, block))));
  }

  private static BlockPlan plan(TrainingSettings settings, TrainingRules.Model model) {
    return BlockPlan.of(model.family(), settings.network(), settings.blocks());
  }
}
