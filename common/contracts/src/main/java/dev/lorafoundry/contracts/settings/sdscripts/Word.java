package dev.lorafoundry.contracts.settings.sdscripts;

/**
 * One word of a command.
 *
 * @param text without quotes and backslashes
 * @param raw as it was written
 */
record Word(String text, String raw, Position at) {
  /** Whether it names an option; {@code -1} is a value. */
  boolean isOption() {
    return text.startsWith("--") && text.length() > 2;
  }
}
