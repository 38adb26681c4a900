package dev.lorafoundry.api.checkpoint;

/**
 * What people think of a checkpoint.
 *
 * @param note in their words; may be empty
 */
public record Mark(boolean starred, String note) {
  /** Of a checkpoint that nobody has marked. */
  public static final Mark NONE = new Mark(false, "");

  public Mark {
    if (note.codePointCount(0, note.length()) > MarkChange.LONGEST_NOTE) {
      throw new IllegalArgumentException("a note of " + note.length() + " characters");
    }
  }

  Mark after(MarkChange change) {
    return new Mark(
        change.starred() == null ? starred : change.starred(),
        change.note() == null ? note : change.note());
  }
}
