package dev.lorafoundry.contracts.settings.sdscripts;

/** One word of a command, without its quotes. */
record Word(String text, Position at) {
  /** Whether it names an option; {@code -1} is a value. */
  boolean isOption() {
    return text.startsWith("--") && text.length() > 2;
  }
}
