package dev.lorafoundry.api.upload;

/** There is no such upload, or it is somebody else's. */
public final class UploadNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UploadNotFound(UploadId id) {
    super(
        "There is no upload %s of yours: it ended, was not complete in time, or somebody else began it. Begin anew."
            .formatted(id));
  }
}
