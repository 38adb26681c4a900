package dev.lorafoundry.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Where a worker finds the frozen model that is trained on.
 *
 * @param name file name without extension, as it appears in result-set names
 * @param sha256 hex digest of the whole file; workers cache by it
 * @param key object key of the safetensors file
 * @param tokenizerKey object key of the model's own vocabulary; absent: the CLIP vocabulary
 */
public record BaseModelReference(
    BaseModelId id,
    String name,
    Family family,
    PredictionType prediction,
    String sha256,
    long bytes,
    String key,
    @Nullable String tokenizerKey) {}
