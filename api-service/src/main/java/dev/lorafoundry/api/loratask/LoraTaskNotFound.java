package dev.lorafoundry.api.loratask;

import dev.lorafoundry.contracts.LoraTaskId;

/** There is no such LoRA task. */
public final class LoraTaskNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LoraTaskNotFound(LoraTaskId id) {
    super(
        "There is no LoRA task %s: see those of a version at /api/v1/versions/VERSION/lora-tasks."
            .formatted(id));
  }
}
