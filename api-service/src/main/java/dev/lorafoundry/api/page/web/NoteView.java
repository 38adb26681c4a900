package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.project.Note;
import dev.lorafoundry.api.project.Version;
import org.jspecify.annotations.Nullable;

/**
 * The form of a version's note.
 *
 * @param version its name
 * @param edition that a change is to follow
 * @param problem why it was not stored; absent: it was, or nobody wanted it
 * @param theirs what somebody else wrote meanwhile; absent: nobody did
 * @param saved whether it was stored just now
 */
record NoteView(
    String id,
    String version,
    String text,
    long edition,
    @Nullable Phrase problem,
    @Nullable String theirs,
    boolean saved) {

  /** Its first line. */
  public String excerpt() {
    return text.lines().findFirst().orElse("");
  }

  static NoteView shown(Version version, Note note) {
    return of(version, note.text(), note.edition(), null, null, false);
  }

  static NoteView saved(Version version, Note note) {
    return of(version, note.text(), note.edition(), null, null, true);
  }

  /**
   * @param written what somebody wrote, in vain
   */
  static NoteView refused(Version version, Note present, String written, Phrase problem) {
    return of(version, written, present.edition(), problem, null, false);
  }

  /** Storing it again overwrites what the other wrote, which is shown. */
  static NoteView overtaken(Version version, Note present, String written) {
    return of(
        version,
        written,
        present.edition(),
        Phrase.of("note.changed-meanwhile"),
        present.text(),
        false);
  }

  private static NoteView of(
      Version version,
      String text,
      long edition,
      @Nullable Phrase problem,
      @Nullable String theirs,
      boolean saved) {
    return new NoteView(
        version.id().toString(), version.name(), text, edition, problem, theirs, saved);
  }
}
