package dev.lorafoundry.diffusion.training;

import static dev.lorafoundry.diffusion.training.UnusedSettings.put;

import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.lora.WholeFactors;
import dev.lorafoundry.diffusion.training.UnusedSettings.Case;
import dev.lorafoundry.diffusion.training.UnusedSettings.Use;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** When the settings of the network, and of its blocks, are used. */
final class NetworkUses {
  private static final String WHOLE = "with network LoKr of a rank at which all matrices are whole";

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
    put(uses, own.and(ofLokr()), "lokrFactor");
    put(uses, own.and(unlessAllBlocksHave("a rank", BlockSettings::ranks)), "rank");
    put(
        uses,
        own.and(unlessAllBlocksHave("an alpha", BlockSettings::alphas))
            .and(Use.unless(NetworkUses::isWhole, WHOLE)),
        "alpha");
    put(uses, own.and(unlessConvolutionsHave("a convRank", BlockSettings::convRanks)), "convRank");
    put(
        uses,
        own.and(unlessConvolutionsHave("a convAlpha", BlockSettings::convAlphas))
            .and(Use.unless(NetworkUses::isWholeOfConvolutions, WHOLE)),
        "convAlpha");
  }

  private static Use ofLokr() {
    return Use.unless(
        trained -> typeOf(trained) != NetworkType.LOKR,
        trained -> "with network " + typeOf(trained).label());
  }

  /** why: the text encoder has no blocks, and takes what stands for all. */
  private static Use unlessAllBlocksHave(
      String what, Function<BlockSettings, Optional<?>> ofEachBlock) {
    return Use.unless(
        trained ->
            trainsBlocksAlone(trained)
                && ofEachBlock.apply(trained.settings().blocks()).isPresent(),
        "where every block has " + what + " of its own");
  }

  private static Use unlessConvolutionsHave(
      String what, Function<BlockSettings, Optional<?>> ofEachBlock) {
    return Use.unless(
        trained -> ofEachBlock.apply(trained.settings().blocks()).isPresent(),
        "where every block has " + what + " of its own");
  }

  private static boolean isWhole(Case trained) {
    NetworkSettings network = trained.settings().network();
    return trained.settings().blocks().ranks().isEmpty()
        && WholeFactors.areAll(network, network.rank());
  }

  private static boolean isWholeOfConvolutions(Case trained) {
    NetworkSettings network = trained.settings().network();
    Integer rank = network.convRank();
    return rank != null
        && trained.settings().blocks().convRanks().isEmpty()
        && WholeFactors.areAll(network, rank);
  }

  private static NetworkType typeOf(UnusedSettings.Case trained) {
    return trained.settings().network().network();
  }

  private static boolean trainsBlocksAlone(UnusedSettings.Case trained) {
    return trained.settings().network().train() == NetworkTarget.UNET_ONLY;
  }
}
