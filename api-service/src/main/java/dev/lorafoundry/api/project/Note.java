package dev.lorafoundry.api.project;

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
    String written = NoteText.tidied(other);
    String problems = NoteText.problems(written, LONGEST);
    if (!problems.isEmpty()) {
      throw new NoteRefused(problems);
    }
    return new Note(written, edition + 1);
  }
}
