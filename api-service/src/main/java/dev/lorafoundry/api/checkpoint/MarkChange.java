package dev.lorafoundry.api.checkpoint;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be otherwise about a mark.
 *
 * @param starred absent: as it is
 * @param note absent: as it is; blanks around it are cut off
 */
public record MarkChange(@Nullable Boolean starred, @Nullable String note) {
  /** Characters that a note may have. */
  public static final int LONGEST_NOTE = 500;

  /**
   * @throws MarkRefused if nobody may write such a note
   */
  public MarkChange {
    note = note == null ? null : checked(note.strip());
  }

  private static String checked(String note) {
    int length = note.codePointCount(0, note.length());
    if (length > LONGEST_NOTE) {
      throw new MarkRefused(
          String.format(
              Locale.ROOT,
              "The note has %,d characters, at most %d are allowed: make it shorter.",
              length,
              LONGEST_NOTE));
    }
    if (note.codePoints().anyMatch(MarkChange::isHidden)) {
      throw new MarkRefused(
          "The note has control characters, which nobody can see: remove them. Line breaks are allowed.");
    }
    return note;
  }

  private static boolean isHidden(int character) {
    int type = Character.getType(character);
    return type == Character.SURROGATE
        || (type == Character.CONTROL && character != '\n' && character != '\r');
  }
}
