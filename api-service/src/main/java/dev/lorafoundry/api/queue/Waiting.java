package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;
import java.time.Instant;

/**
 * A piece of work that waits for a worker.
 *
 * @param position in the line of its kind, from 1
 */
public record Waiting(
    WorkId work,
    Team team,
    Priority priority,
    WorkState state,
    Instant submittedAt,
    int position,
    WaitingReason reason) {}
