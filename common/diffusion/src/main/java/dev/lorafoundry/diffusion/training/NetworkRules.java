package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import org.jspecify.annotations.Nullable;

/** Says how large modules may be, and what only those of a LoRA know. */
final class NetworkRules {
  private final NetworkType type;
  private final Refusals refusals;

  private NetworkRules(NetworkType type, Refusals refusals) {
    this.type = type;
    this.refusals = refusals;
  }

  static void check(TrainingSettings settings, TrainingRules.Model model, Refusals refusals) {
    NetworkSettings network = settings.network();
    if (!settings.start().ranksFromStart()) {
      checkRank("rank", network.rank(), settings, model, refusals);
      if (network.convRank() != null) {
        checkRank("convRank", network.convRank(), settings, model, refusals);
      }
    }
    if (network.network() != NetworkType.LORA) {
      new NetworkRules(network.network(), refusals).checkLorasOwn(settings);
    }
  }

  /** A rank that is larger than a layer makes a module that is larger than it, but for LoKr. */
  static void checkRank(
      String setting,
      int rank,
      TrainingSettings settings,
      TrainingRules.Model model,
      Refusals refusals) {
    refusals.require(
        rank <= model.largestRank() || settings.network().network() == NetworkType.LOKR,
        setting,
        rank,
        () ->
            "%s %d is larger than the smallest layer of the base model: use at most %d."
                .formatted(setting, rank, model.largestRank()));
  }

  private void checkLorasOwn(TrainingSettings settings) {
    NetworkSettings network = settings.network();
    requireNone("networkDropout", network.networkDropout());
    requireNone("rankDropout", network.rankDropout());
    requireNone("moduleDropout", network.moduleDropout());
    OptimiserSettings optimiser = settings.optimiser();
    requireNone("loraPlusRatio", optimiser.loraPlusRatio());
    requireNone("loraPlusUnetRatio", optimiser.loraPlusUnetRatio());
    requireNone("loraPlusTextEncoderRatio", optimiser.loraPlusTextEncoderRatio());
  }

  private void requireNone(String setting, @Nullable Double given) {
    refusals.require(
        given == null || given == 0,
        setting,
        String.valueOf(given),
        () ->
            "%s %s is not allowed with network %s: leave it out, or choose network %s."
                .formatted(setting, given, type.label(), NetworkType.LORA.label()));
  }
}
