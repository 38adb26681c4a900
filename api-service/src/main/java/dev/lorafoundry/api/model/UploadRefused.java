package dev.lorafoundry.api.model;

/** A file can't become a base model for a reason that is not in its tensors. */
public final class UploadRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UploadRefused(String message) {
    super(message);
  }
}
