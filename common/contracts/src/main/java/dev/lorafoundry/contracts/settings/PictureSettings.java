package dev.lorafoundry.contracts.settings;

/** What becomes of pictures each time they are shown. */
public record PictureSettings(
    @Setting(
            help =
                "Shows another part of a picture each time, of the picture's size and anywhere in"
                    + " it, where the preparation kept what lies beyond (keepOverflow); off: the"
                    + " centre. Each part is encoded anew, so that steps take longer.",
            sdScripts = "random_crop")
        boolean randomCrop,
    @Setting(
            help =
                "Shows a picture's mirror image every other time, by chance; epochs stay as long as"
                    + " they are. Not for subjects whose sides differ.",
            sdScripts = "flip_aug")
        boolean randomFlip,
    @Setting(
            help =
                "Takes one sample of what the VAE says of each picture, and trains it all along;"
                    + " off: another one each time. Steps take as long either way. Parts of"
                    + " randomCrop have another one each time whatever this says.",
            sdScripts = "cache_latents")
        boolean cacheLatents,
    @Setting(
            help =
                "SDXL only: which rows and columns it is told were cut off a picture. cut: those"
                    + " that were; letterbox: those that bars would fill if the original were put"
                    + " whole into the picture, as sd-scripts does, for equal results.")
        CropNumbers cropNumbers) {
  public static final PictureSettings DEFAULTS =
      new PictureSettings(false, false, true, CropNumbers.CUT);

  public PictureSettings {
    SettingsCheck.of(PictureSettings.class)
        .value("randomCrop", randomCrop)
        .value("randomFlip", randomFlip)
        .value("cacheLatents", cacheLatents)
        .value("cropNumbers", cropNumbers)
        .finish();
  }
}
