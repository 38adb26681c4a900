package dev.lorafoundry.api.wording;

import java.lang.Character.UnicodeScript;

/**
 * Puts together what a sentence says itself and what fills its places. A blank that the sentence
 * has beside a place, for words of another script, goes where it would stand between two wide
 * characters: Chinese has none there.
 */
final class Spacing {
  private static final String WIDE_SIGNS = "“”‘’（）《》，。：；、？！…";

  private final StringBuilder said = new StringBuilder();
  private boolean endsWithOwnBlank;

  /** Goes on with what the sentence says itself. */
  void own(String text) {
    boolean spare =
        text.length() > 1 && text.charAt(0) == ' ' && isWide(text.charAt(1)) && isWideAt(1);
    said.append(text, spare ? 1 : 0, text.length());
    endsWithOwnBlank = text.endsWith(" ");
  }

  /** Goes on with what fills a place. */
  void filled(String text) {
    if (endsWithOwnBlank && !text.isEmpty() && isWide(text.charAt(0)) && isWideAt(2)) {
      said.setLength(said.length() - 1);
    }
    said.append(text);
    endsWithOwnBlank = false;
  }

  /** Whether it has a wide character so far from its end. */
  private boolean isWideAt(int fromEnd) {
    return said.length() >= fromEnd && isWide(said.charAt(said.length() - fromEnd));
  }

  private static boolean isWide(char sign) {
    return WIDE_SIGNS.indexOf(sign) >= 0 || UnicodeScript.of(sign) == UnicodeScript.HAN;
  }

  @Override
  public String toString() {
    return said.toString();
  }
}
