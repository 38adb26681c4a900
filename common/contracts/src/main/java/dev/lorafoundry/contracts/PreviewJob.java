package dev.lorafoundry.contracts;

import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.util.Objects;

/**
 * One preview to render: a grid of pictures from one checkpoint on the base model that it was
 * trained on.
 *
 * @param checkpointName file name without extension: the name in the {@code <lora:…>} tag
 * @param checkpointKey object key of the LoRA file
 * @param clipSkip as in training; 1 uses the last layer of the text encoder
 * @param settings seeds are final: no -1 left
 */
public record PreviewJob(
    PreviewId id,
    DispatchId dispatch,
    JobId job,
    CheckpointId checkpoint,
    String checkpointName,
    String checkpointKey,
    String checkpointSha256,
    BaseModelReference baseModel,
    int clipSkip,
    PreviewSettings settings)
    implements WorkOrder {
  public PreviewJob {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(dispatch, "dispatch");
  }

  @Override
  public WorkEvent failed(EventHeader header, FailureKind kind, String message) {
    return new PreviewEvent.Failed(id, header, kind, message);
  }
}
