package dev.lorafoundry.api.upload;

/** A file, or a part of it, is larger than allowed. */
public final class UploadTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UploadTooLarge(String message) {
    super(message);
  }
}
