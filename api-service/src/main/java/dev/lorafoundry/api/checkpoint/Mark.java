package dev.lorafoundry.api.checkpoint;

/**
 * What people think of a checkpoint.
 *
 * @param note in their words; may be empty
 * @param noteEdition which note it is: every other text has a higher one, the first of all has 0
 */
public record Mark(boolean starred, String note, long noteEdition) {
  /** Of a checkpoint that nobody has marked. */
  public static final Mark NONE = new Mark(false, "", 0);

  public Mark {
    if (note.codePointCount(0, note.length()) > MarkChange.LONGEST_NOTE) {
      throw new IllegalArgumentException("a note of " + note.length() + " characters");
    }
  }

  /** Whether who makes this change has seen the note that it replaces, or replaces none. */
  boolean allows(MarkChange change) {
    return change.note() == null
        || change.note().equals(note)
        || change.seen() == null
        || change.seen() == noteEdition;
  }

  Mark after(MarkChange change) {
    String written = change.note() == null ? note : change.note();
    return new Mark(
        change.starred() == null ? starred : change.starred(),
        written,
        written.equals(note) ? noteEdition : noteEdition + 1);
  }
}
