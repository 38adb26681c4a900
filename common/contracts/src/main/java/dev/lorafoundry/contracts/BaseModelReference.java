package dev.lorafoundry.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Where a worker finds the frozen model that is trained on.
 *
 * @param name file name without extension, as it appears in result-set names
 * @param sha256 hex digest of the whole file; workers cache by it
 * @param key object key of the safetensors file
 * @param tokenizerKey object key of the model's own vocabulary; absent: the CLIP vocabulary
 * @param vae takes the place of the VAE in the model's file; absent: that one is used
 */
public record BaseModelReference(
    BaseModelId id,
    String name,
    Family family,
    PredictionType prediction,
    String sha256,
    long bytes,
    String key,
    @Nullable String tokenizerKey,
    @Nullable VaeReference vae) {
  /** A model with the VAE in its own file. */
  public BaseModelReference(
      BaseModelId id,
      String name,
      Family family,
      PredictionType prediction,
      String sha256,
      long bytes,
      String key,
      @Nullable String tokenizerKey) {
    this(id, name, family, prediction, sha256, bytes, key, tokenizerKey, null);
  }

  /** The same model with this VAE; null: with the one in its own file. */
  public BaseModelReference with(@Nullable VaeReference some) {
    return new BaseModelReference(
        id, name, family, prediction, sha256, bytes, key, tokenizerKey, some);
  }

  /** Digest of the VAE that takes the place of its own; empty: none does. */
  public String vaeSha256() {
    return vae == null ? "" : vae.sha256();
  }
}
