package dev.lorafoundry.contracts;

import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import java.util.List;
import java.util.Objects;

/**
 * One LoRA to make of others.
 *
 * @param name of the file to make, without extension
 * @param sources one to resize, two or more to merge
 */
public record LoraTaskJob(
    LoraTaskId id,
    DispatchId dispatch,
    VersionId version,
    String name,
    List<Source> sources,
    LoraTaskSettings settings)
    implements WorkOrder {
  public LoraTaskJob {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(dispatch, "dispatch");
    sources = List.copyOf(sources);
  }

  @Override
  public WorkEvent failed(EventHeader header, FailureKind kind, String message) {
    return new LoraTaskEvent.Failed(id, header, kind, message);
  }

  /**
   * A LoRA that is used.
   *
   * @param weight what its change is multiplied by; 1 where it is resized
   */
  public record Source(LoraReference lora, double weight) {}
}
