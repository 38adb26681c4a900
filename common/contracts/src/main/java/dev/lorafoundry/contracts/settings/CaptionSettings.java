package dev.lorafoundry.contracts.settings;

/** What becomes of captions each time they are shown, in the order of sd-scripts. */
public record CaptionSettings(
    @Setting(
            help =
                "Text before every caption, with a space between; of a caption of several lines,"
                    + " before the first.",
            oneLine = true,
            sdScripts = "caption_prefix")
        String captionPrefix,
    @Setting(
            help =
                "Text behind every caption, with a space between; of a caption of several lines,"
                    + " behind the last.",
            oneLine = true,
            sdScripts = "caption_suffix")
        String captionSuffix,
    @Setting(
            help = "What stands between the tags of a caption.",
            maxLength = 20,
            oneLine = true,
            sdScripts = "caption_separator")
        String captionSeparator,
    @Setting(
            help =
                "Joins tags that are shuffled and dropped as one; shown as captionSeparator. Empty:"
                    + " none are joined.",
            maxLength = 20,
            oneLine = true,
            sdScripts = "secondary_separator")
        String secondarySeparator,
    @Setting(
            help = "So many tags at the beginning of a caption stay in their place.",
            min = 0,
            max = 1000,
            unit = "tags",
            sdScripts = "keep_tokens")
        int keepTokens,
    @Setting(
            help =
                "Tags before it stay in their place, and those behind a second one, too; goes"
                    + " before keepTokens in captions that have it.",
            maxLength = 20,
            oneLine = true,
            sdScripts = "keep_tokens_separator")
        String keepTokensSeparator,
    @Setting(
            help = "Shows the tags of a caption in another order each time.",
            sdScripts = "shuffle_caption")
        boolean shuffleCaption,
    @Setting(
            help =
                "Shows one line of a caption of several lines, and one of the words in {a|b}, each"
                    + " time another. {{ and }} stand for single braces. Off: the first line, as it is.",
            sdScripts = "enable_wildcard")
        boolean enableWildcard,
    @Setting(
            help = "Share of captions that are shown empty.",
            min = 0,
            max = 1,
            sdScripts = "caption_dropout_rate")
        double captionDropoutRate,
    @Setting(
            help = "Every so many epochs, all captions are shown empty; 0: never.",
            min = 0,
            max = 10_000,
            unit = "epochs",
            sdScripts = "caption_dropout_every_n_epochs")
        int captionDropoutEveryEpochs,
    @Setting(
            help = "Share of tags that are left out, but for those that stay in their place.",
            min = 0,
            max = 1,
            sdScripts = "caption_tag_dropout_rate")
        double captionTagDropoutRate,
    @Setting(
            help = "Tags that are shown at the beginning of tokenWarmupSteps.",
            min = 0,
            max = 1000,
            unit = "tags",
            sdScripts = "token_warmup_min")
        int tokenWarmupMin,
    @Setting(
            help =
                "Steps in which the number of tags grows to that of the caption, beside those that"
                    + " stay in their place; below 1: a share of all steps.",
            min = 0,
            max = 1_000_000,
            unit = "steps",
            sdScripts = "token_warmup_step")
        double tokenWarmupSteps,
    @Setting(
            help =
                "Reads (red), [red] and (red:1.3) in captions as weights: what the text encoder says"
                    + " of these words is multiplied by 1.1, 1 / 1.1 and 1.3; a weight that is no"
                    + " number is text. Off: brackets are text.",
            sdScripts = "weighted_captions")
        boolean weightedCaptions) {
  public static final CaptionSettings DEFAULTS =
      new CaptionSettings("", "", ",", "", 0, "", false, false, 0, 0, 0, 1, 0, false);

  public CaptionSettings {
    SettingsCheck.of(CaptionSettings.class)
        .value("captionPrefix", captionPrefix)
        .value("captionSuffix", captionSuffix)
        .value("captionSeparator", captionSeparator)
        .value("secondarySeparator", secondarySeparator)
        .value("keepTokens", keepTokens)
        .value("keepTokensSeparator", keepTokensSeparator)
        .value("shuffleCaption", shuffleCaption)
        .value("enableWildcard", enableWildcard)
        .value("captionDropoutRate", captionDropoutRate)
        .value("captionDropoutEveryEpochs", captionDropoutEveryEpochs)
        .value("captionTagDropoutRate", captionTagDropoutRate)
        .value("tokenWarmupMin", tokenWarmupMin)
        .value("tokenWarmupSteps", tokenWarmupSteps)
        .value("weightedCaptions", weightedCaptions)
        .require(
            !captionSeparator.isEmpty(),
            "captionSeparator",
            "''",
            "is not allowed: say what stands between tags, such as a comma")
        .finish();
  }
}
