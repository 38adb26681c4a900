package dev.lorafoundry.api.project;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What names of projects, versions and concepts look like. They become names of files, so that
 * nothing in them may mean anything to a file system or hide from people.
 */
public final class Names {
  static final int LONGEST = 100;
  private static final String BIDI_CONTROLS =
      "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff";

  private Names() {}

  /**
   * The name as it is stored.
   *
   * @throws NameRefused if it can't be given
   */
  public static String checked(@Nullable String given) {
    String name = given == null ? "" : Normalizer.normalize(given, Normalizer.Form.NFC);
    int length = name.codePointCount(0, name.length());
    if (name.isBlank()) {
      throw NameRefused.of(name, "use 1 to " + LONGEST + " characters");
    }
    if (length > LONGEST) {
      throw NameRefused.of(name, "it has " + length + " characters, use at most " + LONGEST);
    }
    if (!name.equals(name.strip())) {
      throw NameRefused.of(name, "remove the blanks around it");
    }
    if (name.codePoints().anyMatch(Names::isHidden)) {
      throw NameRefused.of(name, "remove its control characters");
    }
    if (name.contains("/") || name.contains("\\") || name.contains("..")) {
      throw NameRefused.of(name, "remove '/', '\\' and '..' from it");
    }
    return name;
  }

  /** Equal for names that differ in nothing but capitals and the like. */
  public static String key(String name) {
    String folded = Normalizer.normalize(name, Normalizer.Form.NFKC);
    return folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Whether it is of those that no name may have. */
  static boolean isHidden(int each) {
    int type = Character.getType(each);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE
        || BIDI_CONTROLS.indexOf(each) >= 0;
  }
}
