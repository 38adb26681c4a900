package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API tells of it.
 *
 * @param attempts how many workers have tried
 * @param reason why it failed, for people
 */
public record Job(
    JobId id,
    String name,
    State state,
    long step,
    long totalSteps,
    @Nullable Double loss,
    @Nullable Double finalLoss,
    @Nullable Double stepsPerSecond,
    int attempts,
    @Nullable Double seconds,
    @Nullable String reason) {}
