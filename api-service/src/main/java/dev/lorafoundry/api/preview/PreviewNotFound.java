package dev.lorafoundry.api.preview;

import dev.lorafoundry.contracts.PreviewId;

/** There is no such preview, or it has no such picture. */
public final class PreviewNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PreviewNotFound(String message) {
    super(message);
  }

  public static PreviewNotFound preview(PreviewId id) {
    return new PreviewNotFound(
        "There is no preview "
            + id
            + ": see the previews of a checkpoint at /api/v1/checkpoints/CHECKPOINT/previews.");
  }

  public static PreviewNotFound grid(PreviewId id) {
    return new PreviewNotFound("Preview " + id + " has no grid yet: wait until its state is done.");
  }

  public static PreviewNotFound picture(PreviewId id, Previews.Place place) {
    return new PreviewNotFound(
        "Preview %s has no picture at row %d, column %d, place %d (yet): see its pictures at /api/v1/previews/%s."
            .formatted(id, place.row(), place.column(), place.batchIndex(), id));
  }
}
