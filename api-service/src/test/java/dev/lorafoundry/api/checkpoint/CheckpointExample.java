package dev.lorafoundry.api.checkpoint;

import static dev.lorafoundry.api.job.JobExample.NOON;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskId;
import java.time.Instant;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Builds checkpoints. */
public final class CheckpointExample {
  private static final long STEPS_OF_AN_EPOCH = 10;

  private CheckpointExample() {}

  public static Checkpoint checkpoint(Job job, int epoch) {
    return checkpoint(job, epoch, "starz-v5-%06d.safetensors".formatted(epoch));
  }

  public static Checkpoint checkpoint(Job job, int epoch, String name) {
    return checkpoint(job, epoch, epoch * STEPS_OF_AN_EPOCH, name, false);
  }

  /** One that was saved for its step, in epochs of ten steps. */
  public static Checkpoint atStep(Job job, long step) {
    String name = "starz-v5-step%08d.safetensors".formatted(step);
    return checkpoint(job, (int) (step / STEPS_OF_AN_EPOCH), step, name, true);
  }

  private static Checkpoint checkpoint(Job job, int epoch, long step, String name, boolean byStep) {
    return new Checkpoint(
        CheckpointId.random(),
        job.id(),
        job.ticket().run(),
        job.ticket().version(),
        name,
        epoch,
        step,
        false,
        byStep,
        0.125,
        0.25,
        "jobs/" + job.id() + "/e1/" + name,
        "00ff",
        4096,
        NOON,
        null,
        null);
  }

  /** What a task made of a checkpoint. */
  public static Checkpoint made(LoraTaskId task, Checkpoint first) {
    return made(
        new LoraTaskEvent.Finished(
            task,
            new EventHeader(new LeaseEpoch(1), 1, NOON.plusSeconds(1)),
            "loras/it",
            "00ff",
            77,
            new LoraTaskEvent.Ranks(1, 2, 2, 1)),
        first);
  }

  /** What a task that ended so made of a checkpoint. */
  public static Checkpoint made(LoraTaskEvent.Finished finished, Checkpoint first) {
    return Checkpoint.made(finished, first.version(), first, "it.safetensors");
  }

  /** The checkpoint, judged by this loss. */
  public static Checkpoint judged(Checkpoint checkpoint, @Nullable Double validationLoss) {
    return with(checkpoint, checkpoint.last(), validationLoss, null);
  }

  /** The checkpoint as the last one of its job. */
  public static Checkpoint last(Checkpoint checkpoint) {
    return with(checkpoint, true, checkpoint.validationLoss(), null);
  }

  /** The checkpoint with this file. */
  public static Checkpoint holding(Checkpoint checkpoint, byte[] file) {
    return new Checkpoint(
        checkpoint.id(),
        checkpoint.job(),
        checkpoint.run(),
        checkpoint.version(),
        checkpoint.name(),
        checkpoint.epoch(),
        checkpoint.step(),
        checkpoint.last(),
        checkpoint.averageLoss(),
        checkpoint.validationLoss(),
        checkpoint.key(),
        DigestUtils.sha256Hex(file),
        file.length,
        checkpoint.createdAt(),
        checkpoint.droppedAt(),
        checkpoint.task());
  }

  static Checkpoint dropped(Checkpoint checkpoint, Instant at) {
    return with(checkpoint, checkpoint.last(), checkpoint.validationLoss(), at);
  }

  private static Checkpoint with(
      Checkpoint checkpoint,
      boolean last,
      @Nullable Double validationLoss,
      @Nullable Instant droppedAt) {
    return new Checkpoint(
        checkpoint.id(),
        checkpoint.job(),
        checkpoint.run(),
        checkpoint.version(),
        checkpoint.name(),
        checkpoint.epoch(),
        checkpoint.step(),
        last,
        checkpoint.byStep(),
        checkpoint.averageLoss(),
        validationLoss,
        checkpoint.key(),
        checkpoint.sha256(),
        checkpoint.bytes(),
        checkpoint.createdAt(),
        droppedAt,
        checkpoint.task());
  }
}
