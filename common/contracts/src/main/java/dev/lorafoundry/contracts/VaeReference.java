package dev.lorafoundry.contracts;

import java.util.Objects;

/**
 * Where a worker finds a VAE that takes the place of a base model's own.
 *
 * @param name file name without extension, for people
 * @param sha256 hex digest of the whole file; workers cache by it
 * @param key object key of the safetensors file
 */
public record VaeReference(VaeId id, String name, String sha256, long bytes, String key) {
  public VaeReference {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(key, "key");
  }
}
