package dev.lorafoundry.api.picture;

/** There can't be such a small copy of a picture. */
public final class ThumbnailRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ThumbnailRefused(String message) {
    super(message);
  }

  ThumbnailRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
