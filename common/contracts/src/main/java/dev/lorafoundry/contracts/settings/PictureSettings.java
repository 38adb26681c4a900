package dev.lorafoundry.contracts.settings;

/** What becomes of pictures each time they are shown. */
public record PictureSettings(
    @Setting(
            help =
                "Shows another part of a picture each time, of the picture's size and anywhere in"
                    + " it, where the preparation kept what lies beyond (keepOverflow); off: the"
                    + " centre. Each part is encoded anew, so that steps take longer.",
            sdScripts = "random_crop")
        boolean randomCrop) {
  public static final PictureSettings DEFAULTS = new PictureSettings(false);

  public PictureSettings {
    SettingsCheck.of(PictureSettings.class).value("randomCrop", randomCrop).finish();
  }
}
