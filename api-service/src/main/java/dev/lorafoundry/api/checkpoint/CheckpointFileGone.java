package dev.lorafoundry.api.checkpoint;

/** The file of this checkpoint can't be had any more. */
public final class CheckpointFileGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointFileGone(Checkpoint checkpoint) {
    super(
        "The file %s was dropped, because its run keeps others: download one of the job's other checkpoints."
            .formatted(checkpoint.name()));
  }
}
