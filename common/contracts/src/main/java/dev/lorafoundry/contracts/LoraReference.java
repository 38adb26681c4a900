package dev.lorafoundry.contracts;

import java.util.Objects;

/**
 * A LoRA of this service that a training begins with.
 *
 * @param id as the training's settings name it
 * @param name file name, for people
 * @param key object key of the file
 * @param sha256 hex digest of the whole file
 */
public record LoraReference(CheckpointId id, String name, String key, String sha256) {
  public LoraReference {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(sha256, "sha256");
  }
}
