package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.LoraTaskId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as the REST API shows it.
 *
 * @param epoch epochs done, the one that its step may be in the middle of left out
 * @param last whether it is the job's final file
 * @param byStep whether it was saved for its step, and not for an epoch that this ended
 * @param averageLoss mean over as many steps as an epoch has, up to here; within the first epoch
 *     over those that there were
 * @param validationLoss of these weights, where it was computed
 * @param droppedAt when the file went because the run does not keep it; absent: it is there
 * @param taskId the LoRA task that made it of others, whose first one's are job, epoch, step and
 *     losses; absent: the job saved it
 */
public record CheckpointView(
    UUID id,
    UUID jobId,
    UUID runId,
    UUID versionId,
    String name,
    int epoch,
    long step,
    boolean last,
    boolean byStep,
    double averageLoss,
    @Nullable Double validationLoss,
    long bytes,
    String sha256,
    Instant createdAt,
    @Nullable Instant droppedAt,
    @Nullable UUID taskId,
    String fileUrl) {

  public static CheckpointView of(Checkpoint checkpoint) {
    return new CheckpointView(
        checkpoint.id().value(),
        checkpoint.job().value(),
        checkpoint.run().value(),
        checkpoint.version().value(),
        checkpoint.name(),
        checkpoint.epoch(),
        checkpoint.step(),
        checkpoint.last(),
        checkpoint.byStep(),
        checkpoint.averageLoss(),
        checkpoint.validationLoss(),
        checkpoint.bytes(),
        checkpoint.sha256(),
        checkpoint.createdAt(),
        checkpoint.droppedAt(),
        Optional.ofNullable(checkpoint.task()).map(LoraTaskId::value).orElse(null),
        "/api/v1/checkpoints/" + checkpoint.id() + "/file");
  }
}
