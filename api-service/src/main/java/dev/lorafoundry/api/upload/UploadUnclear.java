package dev.lorafoundry.api.upload;

/** What is said of an upload can't be so. */
public final class UploadUnclear extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UploadUnclear(String message) {
    super(message);
  }
}
