package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.BaseModelReference;

/**
 * A registered base model.
 *
 * @param reference where workers find it
 * @param largestRank largest LoRA rank that every layer can carry
 * @param textLayers of the text encoder, as far as the model uses them
 */
public record BaseModel(BaseModelReference reference, int largestRank, int textLayers) {}
