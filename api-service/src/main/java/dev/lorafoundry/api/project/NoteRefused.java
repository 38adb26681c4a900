package dev.lorafoundry.api.project;

/** A note that nobody may write. */
public final class NoteRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoteRefused(String message) {
    super(message);
  }
}
