package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import dev.lorafoundry.contracts.settings.RankMethod;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a module's rank from its singular values as {@code resize_lora.py} of sd-scripts does.
 *
 * @param parameter null where the method needs none
 * @param most the rank itself where it is fixed
 */
record RankChoice(RankMethod method, @Nullable Double parameter, int most) {
  /** What has no larger singular value changes nothing. */
  private static final double ZERO = 1e-6;

  static RankChoice of(LoraTaskSettings settings, boolean spatial) {
    return new RankChoice(
        settings.rankMethod(),
        settings.rankParameter(),
        spatial ? settings.convRankOrDefault() : settings.rankOrDefault());
  }

  /**
   * How many of them stay, at least 1.
   *
   * @param singular the largest first
   */
  int of(float[] singular) {
    if (singular[0] <= ZERO) {
      return 1;
    }
    double target = parameter == null ? 0 : parameter;
    int rank =
        switch (method) {
          case FIXED -> most;
          case SV_RATIO -> above(singular, singular[0] / target);
          case SV_CUMULATIVE -> untilShare(singular, 1, target);
          case SV_FRO -> untilShare(singular, 2, target * target);
        };
    return Math.max(1, Math.min(rank, Math.min(most, singular.length)));
  }

  private static int above(float[] singular, double bound) {
    int count = 0;
    while (count < singular.length && singular[count] > bound) {
      count++;
    }
    return count;
  }

  /** How many have together this share of the sum of all, each to a power. */
  private static int untilShare(float[] singular, int power, double share) {
    double all = 0;
    for (float each : singular) {
      all += Math.pow(each, power);
    }
    double sum = 0;
    int count = 0;
    while (count < singular.length && sum < share * all) {
      sum += Math.pow(singular[count], power);
      count++;
    }
    return count;
  }
}
