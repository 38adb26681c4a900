package dev.lorafoundry.api.checkpoint;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as the REST API shows it.
 *
 * @param last whether it is the job's final file
 * @param averageLoss mean over the last epoch
 * @param validationLoss after this epoch, where it was computed
 * @param droppedAt when the file went because the run does not keep it; absent: it is there
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
    double averageLoss,
    @Nullable Double validationLoss,
    long bytes,
    String sha256,
    Instant createdAt,
    @Nullable Instant droppedAt,
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
        checkpoint.averageLoss(),
        checkpoint.validationLoss(),
        checkpoint.bytes(),
        checkpoint.sha256(),
        checkpoint.createdAt(),
        checkpoint.droppedAt(),
        "/api/v1/checkpoints/" + checkpoint.id() + "/file");
  }
}
