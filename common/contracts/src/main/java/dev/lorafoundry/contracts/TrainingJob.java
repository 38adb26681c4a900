package dev.lorafoundry.contracts;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One training job as it travels through Kafka: the whole immutable specification of one
 * combination of a run.
 *
 * @param name readable name of the result set, unique in its version
 * @param outputName base name of the saved files: {@code <project>-<version>}
 * @param loras all that the settings name; none in messages of older versions
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
    Instant submittedAt,
    @Nullable List<LoraReference> loras)
    implements WorkOrder {
  public TrainingJob {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(dispatch, "dispatch");
    loras = loras == null ? List.of() : List.copyOf(loras);
  }

  /** A job that begins with a new LoRA on the base model as it is. */
  public TrainingJob(
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
      Instant submittedAt) {
    this(
        id,
        dispatch,
        run,
        project,
        version,
        name,
        outputName,
        baseModel,
        snapshot,
        settings,
        submittedAt,
        List.of());
  }

  @Override
  public List<LoraReference> loras() {
    return Objects.requireNonNull(loras);
  }

  @Override
  public WorkEvent failed(EventHeader header, FailureKind kind, String message) {
    return new TrainingEvent.Failed(id, header, kind, message);
  }
}
