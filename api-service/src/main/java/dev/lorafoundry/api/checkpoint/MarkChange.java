package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.api.project.NoteText;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be otherwise about a mark.
 *
 * @param starred absent: as it is
 * @param note absent: as it is; blanks around it are cut off
 * @param seen edition of the note that it is to follow; absent: whatever it is
 */
public record MarkChange(@Nullable Boolean starred, @Nullable String note, @Nullable Long seen) {
  /** Characters that a note may have. */
  public static final int LONGEST_NOTE = 500;

  /**
   * @throws MarkRefused if nobody may write such a note
   */
  public MarkChange {
    note = note == null ? null : checked(NoteText.tidied(note));
  }

  private static String checked(String note) {
    String problems = NoteText.problems(note, LONGEST_NOTE);
    if (!problems.isEmpty()) {
      throw new MarkRefused(problems);
    }
    return note;
  }
}
