package dev.lorafoundry.diffusion.training;

import static dev.lorafoundry.diffusion.training.UnusedSettings.put;

import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.training.UnusedSettings.Use;
import java.util.Map;

/** When the settings of the network, and of its blocks, are used. */
final class NetworkUses {
  private NetworkUses() {}

  static void addTo(Map<String, Use> uses) {
    Use own =
        Use.unless(
            trained -> trained.settings().start().ranksFromStart(),
            "with ranksFromStart, which takes ranks and alphas from the LoRA");
    put(uses, Use.ALWAYS, "network", "dora", "train");
    put(uses, Use.ALWAYS, "networkDropout", "rankDropout", "moduleDropout");
    put(uses, own, "blockRanks", "blockAlphas", "convBlockRanks", "convBlockAlphas");
    put(uses, Use.ALWAYS, "downLrWeights", "midLrWeights", "upLrWeights", "lrWeightThreshold");
    put(
        uses,
        own.and(
            Use.unless(
                trained -> typeOf(trained) != NetworkType.LOKR,
                trained -> "with network " + typeOf(trained).label())),
        "lokrFactor");
    put(
        uses,
        own.and(
            Use.unless(
                trained ->
                    trainsBlocksAlone(trained) && trained.settings().blocks().ranks().isPresent(),
                "where every block has a rank of its own")),
        "rank");
    put(
        uses,
        own.and(
            Use.unless(
                trained ->
                    trainsBlocksAlone(trained) && trained.settings().blocks().alphas().isPresent(),
                "where every block has an alpha of its own")),
        "alpha");
    put(
        uses,
        own.and(
            Use.unless(
                trained -> trained.settings().blocks().convRanks().isPresent(),
                "where every block has a convRank of its own")),
        "convRank");
    put(
        uses,
        own.and(
            Use.unless(
                trained -> trained.settings().blocks().convAlphas().isPresent(),
                "where every block has a convAlpha of its own")),
        "convAlpha");
  }

  private static NetworkType typeOf(UnusedSettings.Case trained) {
    return trained.settings().network().network();
  }

  private static boolean trainsBlocksAlone(UnusedSettings.Case trained) {
    return trained.settings().network().train() == NetworkTarget.UNET_ONLY;
  }
}
