package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.LoraId;
import dev.lorafoundry.contracts.VaeId;

/** There is no such base model, VAE or LoRA, or no such file to make one of. */
public final class ModelNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ModelNotFound(String message) {
    super(message);
  }

  public static ModelNotFound registered(BaseModelId id) {
    return new ModelNotFound("There is no base model " + id + ": see /api/v1/base-models.");
  }

  public static ModelNotFound vae(VaeId id) {
    return new ModelNotFound("There is no VAE " + id + ": see /api/v1/vaes.");
  }

  public static ModelNotFound lora(LoraId id) {
    return new ModelNotFound("There is no registered LoRA " + id + ": see /api/v1/loras.");
  }

  static ModelNotFound file(String name) {
    return new ModelNotFound(
        "There is no file '%s' in the folder of models: see /api/v1/base-models/folder."
            .formatted(name));
  }

  static ModelNotFound folder() {
    return new ModelNotFound(
        "This service has no folder of models: set lora-foundry.models.folder, or upload the"
            + " file.");
  }
}
