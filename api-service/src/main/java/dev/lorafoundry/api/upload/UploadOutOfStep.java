package dev.lorafoundry.api.upload;

/** An upload is not where its sender thinks it is. */
public final class UploadOutOfStep extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UploadOutOfStep(String message) {
    super(message);
  }
}
