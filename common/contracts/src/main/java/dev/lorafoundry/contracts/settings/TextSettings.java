package dev.lorafoundry.contracts.settings;

/** How captions are encoded. */
public record TextSettings(
    @Setting(
            help =
                "Layer of the text encoder that is used, counted from the end; 2 for most anime"
                    + " models.",
            min = 1,
            max = 12,
            sdScripts = "clip_skip",
            original = "train_clip_skip")
        int clipSkip,
    @Setting(
            help = "Most tokens of a caption: 75, 150 or 225.",
            min = 75,
            max = 225,
            multipleOf = 75,
            unit = "tokens",
            sdScripts = "max_token_length")
        int maxTokenLength,
    @Setting(
            help =
                "SDXL only: how its second text encoder projects what a text says as a whole."
                    + " stored: as the model was made; transposed: as sd-scripts does, for equal"
                    + " results.")
        TextProjection textProjection) {
  public static final TextSettings DEFAULTS = new TextSettings(1, 75, TextProjection.STORED);

  public TextSettings {
    SettingsCheck.of(TextSettings.class)
        .value("clipSkip", clipSkip)
        .value("maxTokenLength", maxTokenLength)
        .value("textProjection", textProjection)
        .finish();
  }
}
