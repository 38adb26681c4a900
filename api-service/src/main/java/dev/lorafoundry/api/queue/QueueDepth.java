package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkKind;
import java.time.Instant;

/**
 * How much work of a kind, team and priority waits for a worker, and since when the oldest does.
 */
public record QueueDepth(
    WorkKind kind, Team team, Priority priority, long waiting, Instant oldest) {}
