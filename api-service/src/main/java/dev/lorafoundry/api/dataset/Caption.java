package dev.lorafoundry.api.dataset;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a picture shows, in words; may be empty. Of several lines a training shows the first, or
 * with wildcards one at a time.
 *
 * @param edition counts the changes; whoever changes it names the one that he saw
 */
public record Caption(String text, long edition) {
  private static final int LONGEST_LINE = 4_000;
  private static final int LONGEST = 20_000;
  private static final long FIRST = 1;

  static Caption first(String text) {
    return new Caption(checked(text), FIRST);
  }

  Caption changedTo(String other) {
    return new Caption(checked(other), edition + 1);
  }

  /** The tags of all its lines, each once. */
  public Set<String> tags() {
    return text.lines()
        .flatMap(line -> Tags.of(line).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The text as a caption keeps it: tabs are spaces.
   *
   * @throws CaptionRefused if it can't be a caption
   */
  static String checked(String text) {
    String plain = plain(text);
    int length = length(plain);
    List<String> lines = plain.lines().toList();
    if (lines.size() > 1 && length > LONGEST) {
      throw tooLong("A caption", length, LONGEST);
    }
    for (int i = 0; i < lines.size(); i++) {
      requireShort(
          lines.size() == 1 ? "A caption" : "A caption whose line %d is".formatted(i + 1),
          lines.get(i));
      requireVisible(lines.get(i));
    }
    return plain;
  }

  /** Without what nobody sees: tabs, spaces around its lines, and blank lines at its end. */
  private static String plain(String text) {
    return text.replace('\t', ' ')
        .lines()
        .map(String::strip)
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  private static void requireVisible(String line) {
    if (line.chars().anyMatch(each -> Character.getType(each) == Character.CONTROL)) {
      throw new CaptionRefused(
          "A caption has no control characters but tabs and line breaks: remove the others.");
    }
  }

  /**
   * @throws CaptionRefused if no line of a caption can be as long as this text
   */
  static void requireShort(String name, String text) {
    int length = length(text);
    if (length > LONGEST_LINE) {
      throw tooLong(name, length, LONGEST_LINE);
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static CaptionRefused tooLong(String name, int length, int most) {
    return new CaptionRefused(
        String.format(
            Locale.ROOT,
            "%s of %,d characters is not allowed: use at most %,d.",
            name,
            length,
            most));
  }
}
