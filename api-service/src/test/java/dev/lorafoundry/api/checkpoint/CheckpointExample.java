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
    return with(
        checkpoint, new Judged(checkpoint.last(), validationLoss), Stored.of(checkpoint, null));
  }

  /** The checkpoint as the last one of its job. */
  public static Checkpoint last(Checkpoint checkpoint) {
    return with(
        checkpoint, new Judged(true, checkpoint.validationLoss()), Stored.of(checkpoint, null));
  }

  static Checkpoint last(Checkpoint checkpoint, boolean last, String name) {
    Checkpoint named =
        with(
            checkpoint,
            new Judged(last, checkpoint.validationLoss()),
            Stored.of(checkpoint, checkpoint.droppedAt()));
    return new Checkpoint(
        named.id(),
        named.job(),
        named.run(),
        named.version(),
        name,
        named.epoch(),
        named.step(),
        named.last(),
        named.byStep(),
        named.averageLoss(),
        named.validationLoss(),
        named.key(),
        named.sha256(),
        named.bytes(),
        named.createdAt(),
        named.droppedAt(),
        named.task());
  }

  /** The checkpoint with this file. */
  public static Checkpoint holding(Checkpoint checkpoint, byte[] file) {
    return with(
        checkpoint,
        new Judged(checkpoint.last(), checkpoint.validationLoss()),
        new Stored(DigestUtils.sha256Hex(file), file.length, checkpoint.droppedAt()));
  }

  static Checkpoint dropped(Checkpoint checkpoint, Instant at) {
    return with(
        checkpoint,
        new Judged(checkpoint.last(), checkpoint.validationLoss()),
        Stored.of(checkpoint, at));
  }

  private record Judged(boolean last, @Nullable Double validationLoss) {}

  private record Stored(String sha256, long bytes, @Nullable Instant droppedAt) {
    static Stored of(Checkpoint checkpoint, @Nullable Instant droppedAt) {
      return new Stored(checkpoint.sha256(), checkpoint.bytes(), droppedAt);
    }
  }

  private static Checkpoint with(Checkpoint checkpoint, Judged judged, Stored stored) {
    return new Checkpoint(
        checkpoint.id(),
        checkpoint.job(),
        checkpoint.run(),
        checkpoint.version(),
        checkpoint.name(),
        checkpoint.epoch(),
        checkpoint.step(),
        judged.last(),
        checkpoint.byStep(),
        checkpoint.averageLoss(),
        judged.validationLoss(),
        checkpoint.key(),
        stored.sha256(),
        stored.bytes(),
        checkpoint.createdAt(),
        stored.droppedAt(),
        checkpoint.task());
  }
}
