package dev.lorafoundry.contracts;

import java.util.Objects;
import java.util.UUID;

/**
 * A LoRA of this service that a training begins with, or of which another one is made.
 *
 * @param id as settings name it: of a checkpoint, or of a LoRA that was registered by itself
 * @param name file name, for people
 * @param key object key of the file
 * @param sha256 hex digest of the whole file
 */
public record LoraReference(UUID id, String name, String key, String sha256) {
  public LoraReference {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(sha256, "sha256");
  }

  /** Of which checkpoint it is, where it is that of one. */
  public CheckpointId checkpoint() {
    return new CheckpointId(id);
  }
}
