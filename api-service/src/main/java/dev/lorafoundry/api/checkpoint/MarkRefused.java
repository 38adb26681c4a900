package dev.lorafoundry.api.checkpoint;

/** A checkpoint can't be marked so. */
public final class MarkRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MarkRefused(String message) {
    super(message);
  }
}
