package dev.lorafoundry.diffusion.training;

import static dev.lorafoundry.diffusion.training.UnusedSettings.put;

import dev.lorafoundry.contracts.settings.CaptionSettings;
import dev.lorafoundry.diffusion.training.UnusedSettings.Use;
import java.util.Map;
import java.util.function.Predicate;

/** When the settings of captions are used. */
final class CaptionUses {
  private CaptionUses() {}

  static void addTo(Map<String, Use> uses) {
    Use epochs =
        Use.unless(
            trained ->
                trained.settings().loop().maxSteps() == null
                    && trained.settings().captions().captionDropoutEveryEpochs()
                        > trained.settings().loop().epochs(),
            trained -> "in a training of " + trained.settings().loop().epochs() + " epochs");
    Use shown = unless(CaptionUses::dropsAll, "where every caption is dropped");
    Use tags =
        unless(
            captions -> !changesTags(captions),
            "without shuffleCaption, captionTagDropoutRate and tokenWarmupSteps");
    Use separated =
        unless(
            captions -> !changesTags(captions) && captions.secondarySeparator().isEmpty(),
            "without shuffleCaption, captionTagDropoutRate, tokenWarmupSteps and"
                + " secondarySeparator");
    Use warmedUp = unless(captions -> captions.tokenWarmupSteps() == 0, "without tokenWarmupSteps");
    put(uses, shown, "captionPrefix", "captionSuffix", "enableWildcard", "weightedCaptions");
    put(uses, shown, "secondarySeparator", "shuffleCaption");
    put(uses, shown, "captionTagDropoutRate", "tokenWarmupSteps");
    put(uses, shown.and(separated), "captionSeparator");
    put(uses, shown.and(tags), "keepTokens", "keepTokensSeparator");
    put(uses, shown.and(warmedUp), "tokenWarmupMin");
    put(
        uses,
        unless(
            captions -> captions.captionDropoutEveryEpochs() == 1,
            "with captionDropoutEveryEpochs 1"),
        "captionDropoutRate");
    put(
        uses,
        unless(captions -> captions.captionDropoutRate() == 1, "with captionDropoutRate 1")
            .and(epochs),
        "captionDropoutEveryEpochs");
  }

  private static Use unless(Predicate<CaptionSettings> condition, String why) {
    return Use.unless(trained -> condition.test(trained.settings().captions()), why);
  }

  private static boolean dropsAll(CaptionSettings captions) {
    return captions.captionDropoutRate() == 1 || captions.captionDropoutEveryEpochs() == 1;
  }

  private static boolean changesTags(CaptionSettings captions) {
    return captions.shuffleCaption()
        || captions.captionTagDropoutRate() > 0
        || captions.tokenWarmupSteps() > 0;
  }
}
