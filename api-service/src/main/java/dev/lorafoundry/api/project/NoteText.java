package dev.lorafoundry.api.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people write of something, and how it is kept. */
public final class NoteText {
  private NoteText() {}

  /** The text as it is kept: no blanks around it, and every line ends the same way. */
  public static String tidied(String given) {
    return given.strip().replace("\r\n", "\n").replace('\r', '\n');
  }

  /**
   * All that keeps a text from being a note, in sentences; empty if nothing does.
   *
   * @param longest characters that it may have
   */
  public static String problems(String text, int longest) {
    List<String> problems = new ArrayList<>();
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      problems.add(
          String.format(
              Locale.ROOT,
              "The note has %,d characters, at most %,d are allowed: make it shorter.",
              length,
              longest));
    }
    if (text.codePoints().anyMatch(NoteText::isHidden)) {
      problems.add(
          "The note has control characters, which nobody can see: remove them. Line breaks and tabs are allowed.");
    }
    return String.join(" ", problems);
  }

  private static boolean isHidden(int character) {
    int type = Character.getType(character);
    return type == Character.SURROGATE
        || (type == Character.CONTROL && character != '\n' && character != '\t');
  }
}
