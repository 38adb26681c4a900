package dev.lorafoundry.contracts;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.time.Instant;
import java.util.Objects;

/**
 * One training job as it travels through Kafka: the whole immutable specification of one
 * combination of a run.
 *
 * @param name readable name of the result set, unique in its version
 * @param outputName base name of the saved files: {@code <project>-<version>}
 */
public record TrainingJob(
    JobId id,
    DispatchId dispatch,
    RunId run,
    String project,
    String version,
    String name,
    String outputName,
    BaseModelReference baseModel,
    SnapshotReference snapshot,
    TrainingSettings settings,
    Instant submittedAt)
    implements WorkOrder {
  public TrainingJob {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(dispatch, "dispatch");
  }

  @Override
  public WorkEvent failed(EventHeader header, FailureKind kind, String message) {
    return new TrainingEvent.Failed(id, header, kind, message);
  }
}
