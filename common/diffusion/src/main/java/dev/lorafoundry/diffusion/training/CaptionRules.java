package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.CaptionSettings;

/** Says which separators of captions contradict one another. */
final class CaptionRules {
  private CaptionRules() {}

  static void check(CaptionSettings settings, Refusals refusals) {
    String tags = settings.captionSeparator();
    String joined = settings.secondarySeparator();
    String kept = settings.keepTokensSeparator();
    refusals.require(
        !joined.contains(tags),
        "secondarySeparator",
        joined,
        () ->
            "secondarySeparator '%s' is not allowed: captionSeparator '%s' would cut it apart. Take another one."
                .formatted(joined, tags));
    refusals.require(
        !kept.equals(tags),
        "keepTokensSeparator",
        kept,
        () ->
            "keepTokensSeparator '%s' is not allowed: it is captionSeparator, too, and every caption has it. Take another one."
                .formatted(kept));
    refusals.require(
        kept.isEmpty() || !kept.equals(joined),
        "keepTokensSeparator",
        kept,
        () ->
            "keepTokensSeparator '%s' is not allowed: it is secondarySeparator, too. Take another one."
                .formatted(kept));
  }
}
