package dev.lorafoundry.api.preview;

/** More small pictures are asked for than are made in time. */
public final class ThumbnailsBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ThumbnailsBusy() {
    super("Too many small pictures are being made at the moment: ask for this one again soon.");
  }
}
