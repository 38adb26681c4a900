package dev.lorafoundry.api.checkpoint;

/** The file of this checkpoint is gone, and what needs it can't be done. */
public final class CheckpointDropped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointDropped(Checkpoint checkpoint) {
    super(
        "No preview of %s can be rendered any more: its file was dropped, because its run keeps others. Choose a checkpoint that is there."
            .formatted(checkpoint.name()));
  }
}
