package dev.lorafoundry.api.project;

import java.util.Locale;

/**
 * What people wrote down of a version, for themselves and each other.
 *
 * @param text may be empty
 * @param edition counts the changes, from 0 where nobody wrote anything
 */
public record Note(String text, long edition) {
  /** Of a version that nobody wrote of. */
  public static final Note NONE = new Note("", 0);

  /** Characters that a note may have. */
  public static final int LONGEST = 4000;

  /**
   * The note with another text; blanks around it are cut off.
   *
   * @throws NoteRefused if nobody may write such a note
   */
  public Note changedTo(String other) {
    String written = other.strip().replace("\r\n", "\n").replace('\r', '\n');
    int length = written.codePointCount(0, written.length());
    if (length > LONGEST) {
      throw new NoteRefused(
          String.format(
              Locale.ROOT,
              "The note has %,d characters, at most %,d are allowed: make it shorter.",
              length,
              LONGEST));
    }
    if (written.codePoints().anyMatch(Note::isHidden)) {
      throw new NoteRefused(
          "The note has control characters, which nobody can see: remove them. Line breaks and tabs are allowed.");
    }
    return new Note(written, edition + 1);
  }

  private static boolean isHidden(int character) {
    int type = Character.getType(character);
    return type == Character.SURROGATE
        || (type == Character.CONTROL && character != '\n' && character != '\t');
  }
}
