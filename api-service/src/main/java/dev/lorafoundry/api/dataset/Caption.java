package dev.lorafoundry.api.dataset;

import java.util.Locale;

/**
 * What a picture shows, in words, on one line; may be empty.
 *
 * @param edition counts the changes; whoever changes it names the one that he saw
 */
public record Caption(String text, long edition) {
  static final int LONGEST = 4_000;
  private static final long FIRST = 1;

  static Caption first(String text) {
    return new Caption(checked(text), FIRST);
  }

  Caption changedTo(String other) {
    return new Caption(checked(other), edition + 1);
  }

  /**
   * @throws CaptionRefused if it can't be a caption
   */
  static String checked(String text) {
    requireShort("A caption", text);
    if (text.chars().anyMatch(each -> Character.getType(each) == Character.CONTROL)) {
      throw new CaptionRefused(
          "A caption is one line without control characters: remove line breaks and tabs.");
    }
    return text.strip();
  }

  /**
   * @throws CaptionRefused if no caption can be as long as this text
   */
  static void requireShort(String name, String text) {
    int length = text.codePointCount(0, text.length());
    if (length > LONGEST) {
      throw new CaptionRefused(
          String.format(
              Locale.ROOT,
              "%s of %,d characters is not allowed: use at most %,d.",
              name,
              length,
              LONGEST));
    }
  }
}
