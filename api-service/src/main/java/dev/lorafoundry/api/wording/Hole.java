package dev.lorafoundry.api.wording;

import java.util.Locale;
import java.util.regex.Pattern;

/** What may stand in the hole of a sentence, and how it is said. */
enum Hole {
  /** Anything: a value, which stays as it is, or another sentence. Between quotes it is a value. */
  TEXT,
  /** What the book knows, and nothing else. */
  PHRASE,
  /**
   * Words with commas between them, such as names of choices and numbers: they stay as they are.
   */
  WORDS,
  /** The name of a setting: said as pages label it. */
  SETTING,
  /** The end of a word that counts, such as the s of workers: other languages pass it by. */
  PLURAL;

  private static final Pattern ALL_WORDS = Pattern.compile("[^\\s,]+(?:,+ ?[^\\s,]+)*+");

  /** Written as {@code {}}, or as its name in braces. */
  static Hole written(String name) {
    return name.isEmpty() ? TEXT : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Whether a text may stand in it, as far as its look tells. */
  boolean mayHold(String text) {
    return switch (this) {
      case TEXT, PHRASE -> true;
      case WORDS -> ALL_WORDS.matcher(text).matches();
      case SETTING -> !text.isEmpty() && text.indexOf(' ') < 0;
      case PLURAL -> text.indexOf(' ') < 0;
    };
  }
}
