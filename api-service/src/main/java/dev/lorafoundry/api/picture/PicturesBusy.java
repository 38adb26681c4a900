package dev.lorafoundry.api.picture;

/** More pictures are worked on than is done in time. */
public final class PicturesBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PicturesBusy() {
    super("Too many pictures are being worked on at the moment: ask for this one again soon.");
  }
}
