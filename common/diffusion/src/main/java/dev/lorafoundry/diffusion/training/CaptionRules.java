package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.CaptionSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says which changes of captions contradict one another. */
final class CaptionRules {
  private CaptionRules() {}

  static void check(CaptionSettings settings, Refusals refusals) {
    checkSeparators(settings, refusals);
    if (settings.captionDropoutRate() == 1) {
      checkChanges("captionDropoutRate", settings.captionDropoutRate(), settings, refusals);
    }
    if (settings.captionDropoutEveryEpochs() == 1) {
      checkChanges(
          "captionDropoutEveryEpochs", settings.captionDropoutEveryEpochs(), settings, refusals);
    }
  }

  private static void checkSeparators(CaptionSettings settings, Refusals refusals) {
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

  /** Where every caption is dropped, nothing else becomes of any. */
  private static void checkChanges(
      String dropping, Object value, CaptionSettings settings, Refusals refusals) {
    changes(settings)
        .forEach(
            (name, on) ->
                refusals.require(
                    !on,
                    dropping,
                    value,
                    () ->
                        "%s %s is not allowed with %s: it drops every caption as a whole. Leave one of them out."
                            .formatted(dropping, value, name)));
  }

  private static Map<String, Boolean> changes(CaptionSettings settings) {
    Map<String, Boolean> changes = new LinkedHashMap<>();
    changes.put("captionPrefix", !settings.captionPrefix().isEmpty());
    changes.put("captionSuffix", !settings.captionSuffix().isEmpty());
    changes.put("shuffleCaption", settings.shuffleCaption());
    changes.put("enableWildcard", settings.enableWildcard());
    changes.put("captionTagDropoutRate", settings.captionTagDropoutRate() > 0);
    changes.put("tokenWarmupSteps", settings.tokenWarmupSteps() > 0);
    changes.put("weightedCaptions", settings.weightedCaptions());
    return changes;
  }
}
