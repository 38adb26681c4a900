package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.Map;

/** An alpha of 0 means that of its rank, which may stand behind it. */
final class Alphas {
  /** Stands for the rank until all is read. */
  static final Double OF_ITS_RANK = 0.0;

  private static final Map<String, String> RANKS = Map.of("alpha", "rank", "convAlpha", "convRank");

  private Alphas() {}

  static boolean isOne(Target target) {
    return target.part() == Part.TRAINING && RANKS.containsKey(target.name());
  }

  /** Gives them the ranks, once all is read. */
  static void settle(Collected collected, Findings findings) {
    Map<String, Object> training = collected.of(Part.TRAINING);
    RANKS.forEach(
        (alpha, rank) -> {
          if (!OF_ITS_RANK.equals(training.get(alpha))) {
            return;
          }
          if (training.get(rank) instanceof Number number) {
            training.put(alpha, number.doubleValue());
            findings.note("%s 0 means that it is as large as %s.".formatted(alpha, rank));
          } else {
            training.remove(alpha);
            findings.problem(
                SdScripts.ARGUMENTS,
                "",
                "%s 0 means that it is as large as %s: give that, too.".formatted(alpha, rank));
          }
        });
  }
}
