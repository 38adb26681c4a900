package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.PreparationId;
import org.jspecify.annotations.Nullable;

/** A preparation of a dataset as the API tells of it. */
public record Preparation(
    PreparationId id, State state, int done, int total, @Nullable String reason) {}
