package dev.lorafoundry.api.upload;

/** Somebody has begun more uploads than are allowed at a time. */
public final class TooManyUploads extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyUploads(String message) {
    super(message);
  }
}
