package dev.lorafoundry.api.checkpoint;

import static dev.lorafoundry.api.job.JobExample.NOON;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.contracts.CheckpointId;

/** Builds checkpoints. */
public final class CheckpointExample {
  private CheckpointExample() {}

  public static Checkpoint checkpoint(Job job, int epoch) {
    return checkpoint(job, epoch, "starz-v5-%06d.safetensors".formatted(epoch));
  }

  public static Checkpoint checkpoint(Job job, int epoch, String name) {
    return new Checkpoint(
        CheckpointId.random(),
        job.id(),
        job.ticket().run(),
        job.ticket().version(),
        name,
        epoch,
        epoch * 10L,
        false,
        0.125,
        0.25,
        "jobs/" + job.id() + "/e1/" + name,
        "00ff",
        4096,
        NOON);
  }
}
