package dev.lorafoundry.contracts.settings;

/**
 * One thing that is wrong with given settings.
 *
 * @param setting name of the setting, as given
 * @param given what was given, as text
 * @param message one sentence: what was given, what is allowed, what to do
 */
public record SettingProblem(String setting, String given, String message) {
  private static final int LONGEST_SHOWN = 80;

  /** What was given, cut off where nobody reads on. */
  public static String shown(String given) {
    return given.length() > LONGEST_SHOWN ? given.substring(0, LONGEST_SHOWN) + "…" : given;
  }
}
