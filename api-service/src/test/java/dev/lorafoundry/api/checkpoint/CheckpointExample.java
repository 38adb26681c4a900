package dev.lorafoundry.api.checkpoint;

import static dev.lorafoundry.api.job.JobExample.NOON;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.contracts.CheckpointId;

/** Builds checkpoints. */
public final class CheckpointExample {
  private CheckpointExample() {}

  public static Checkpoint checkpoint(Job job, int epoch) {
    return new Checkpoint(
        CheckpointId.random(),
        job.id(),
        job.ticket().run(),
        job.ticket().version(),
        "starz-v5-%06d.safetensors".formatted(epoch),
        epoch,
        epoch * 10L,
        false,
        0.125,
        "jobs/" + job.id() + "/e1/starz-v5-%06d.safetensors".formatted(epoch),
        "00ff",
        4096,
        NOON);
  }
}
