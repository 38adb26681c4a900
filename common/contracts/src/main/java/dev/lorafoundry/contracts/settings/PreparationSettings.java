package dev.lorafoundry.contracts.settings;

/** How originals are turned into training pictures. */
public record PreparationSettings(
    @Setting(
            help = "Width of the training pictures.",
            min = 64,
            max = 2048,
            multipleOf = 8,
            unit = "px",
            original = "process_width")
        int width,
    @Setting(
            help = "Height of the training pictures.",
            min = 64,
            max = 2048,
            multipleOf = 8,
            unit = "px",
            original = "process_height")
        int height,
    @Setting(
            help =
                "cover: scale until the size is filled, then cut the centre out; none: take"
                    + " pictures as they are, which must have the size already.")
        CropMode crop,
    @Setting(
            help = "Add a mirrored copy of every picture. Not for subjects whose sides differ.",
            original = "process_flip")
        boolean flip,
    @Setting(
            help = "How often an epoch shows each picture; -1: 512 / pictures, at least 4.",
            min = -1,
            max = 10_000,
            original = "train_num_repetitions")
        int repeats) {
  public static final PreparationSettings DEFAULTS =
      new PreparationSettings(512, 512, CropMode.COVER, false, -1);

  public PreparationSettings {
    SettingsCheck.of(PreparationSettings.class)
        .value("width", width)
        .value("height", height)
        .value("crop", crop)
        .value("flip", flip)
        .value("repeats", repeats)
        .require(repeats != 0, "repeats", repeats, "must be -1 or at least 1: 0 shows no picture")
        .finish();
  }

  /**
   * Repeats of each picture: as set, or by the original's formula {@code max(floor(512 / n), 4)}.
   *
   * @param originals uploaded pictures, at least 1
   */
  public int repeatsFor(int originals) {
    return repeats > 0 ? repeats : Math.max(512 / Math.max(originals, 1), 4);
  }
}
