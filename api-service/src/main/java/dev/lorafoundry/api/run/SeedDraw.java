package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.util.List;
import java.util.random.RandomGenerator;

/** Replaces every seed -1 of preview settings by a random one, once and for all. */
public final class SeedDraw {
  private static final long SEEDS = 1L << 32;

  private final RandomGenerator random;

  public SeedDraw(RandomGenerator random) {
    this.random = random;
  }

  public PreviewSettings finalSeeds(PreviewSettings asked) {
    List<Long> seeds =
        asked.seeds().stream().map(seed -> seed == -1 ? random.nextLong(SEEDS) : seed).toList();
    return new PreviewSettings(
        asked.prompt(),
        asked.negativePrompt(),
        asked.width(),
        asked.height(),
        asked.batchCount(),
        asked.batchSize(),
        asked.samplers(),
        asked.steps(),
        asked.cfgScales(),
        seeds,
        asked.loraWeights());
  }
}
