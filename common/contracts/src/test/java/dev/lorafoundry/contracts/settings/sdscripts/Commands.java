package dev.lorafoundry.contracts.settings.sdscripts;

/** Commands as people paste them, without a configuration file. */
final class Commands {
  private Commands() {}

  static Translation translate(String arguments) {
    return SdScripts.translate(arguments, Config.NONE);
  }
}
