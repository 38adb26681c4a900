package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkType;
import java.util.List;

/** Says where every module of a LoKr has two whole matrices, and so no use for an alpha. */
public final class WholeFactors {
  /** Of the layers of Stable Diffusion 1, 2 and XL that get modules. */
  private static final List<Integer> SIDES =
      List.of(320, 640, 768, 960, 1024, 1280, 1920, 2048, 2560, 3072, 4096, 5120, 10_240);

  private WholeFactors() {}

  /**
   * @param rank of the modules
   */
  public static boolean areAll(NetworkSettings network, int rank) {
    return network.network() == NetworkType.LOKR
        && SIDES.stream()
            .allMatch(side -> 2L * rank >= Factors.of(side, network.lokrFactor()).larger());
  }
}
