package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;

/** There is no such picture. */
public final class PictureNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PictureNotFound(String message) {
    super(message);
  }

  public static PictureNotFound original(PictureId id) {
    return new PictureNotFound(
        "There is no picture " + id + ": see /api/v1/versions/VERSION/pictures.");
  }

  public static PictureNotFound processed(PictureId id, int subIndex) {
    return new PictureNotFound(
        "Picture %s has no training picture %d: see /api/v1/versions/VERSION/pictures."
            .formatted(id, subIndex));
  }
}
