package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.BaseModelId;

/** A base model as the API tells of it. */
public record BaseModel(BaseModelId id, String name, String sha256, long bytes) {}
