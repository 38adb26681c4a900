package dev.lorafoundry.api.model;

import dev.lorafoundry.diffusion.model.ModelSizes;
import java.time.Instant;

/** A base model with everything that is known of it. */
public record RegisteredModel(BaseModel model, ModelSizes sizes, Instant createdAt) {}
