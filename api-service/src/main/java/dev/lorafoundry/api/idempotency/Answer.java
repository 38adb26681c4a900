package dev.lorafoundry.api.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * An answer as it was given.
 *
 * @param body text, as all answers to POSTs are
 */
public record Answer(
    int status, @Nullable String contentType, @Nullable String location, String body) {}
