package dev.lorafoundry.api.dataset;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a picture shows, in words; may be empty. Of several lines a training shows the first, or
 * with wildcards one at a time.
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
    String plain = plain(text);
    if (plain
        .chars()
        .anyMatch(each -> each != '\n' && Character.getType(each) == Character.CONTROL)) {
      throw new CaptionRefused(
          "A caption has no control characters but line breaks: remove tabs and the like.");
    }
    return plain;
  }

  /** Without what nobody sees: spaces around its lines, and blank lines at its end. */
  private static String plain(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n")).stripTrailing();
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
