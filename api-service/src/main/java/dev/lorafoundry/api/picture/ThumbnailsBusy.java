package dev.lorafoundry.api.picture;

/** Too many small copies of pictures are being made. */
public final class ThumbnailsBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ThumbnailsBusy() {
    super("Too many small copies of pictures are being made: ask for this one again soon.");
  }
}
