package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.CheckpointId;

/** There is no such checkpoint. */
public final class CheckpointNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointNotFound(CheckpointId checkpoint) {
    super(
        "There is no checkpoint "
            + checkpoint
            + ": see the checkpoints of a job at /api/v1/jobs/JOB/checkpoints.");
  }
}
