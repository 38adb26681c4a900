package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.contracts.WorkId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that waits for a worker.
 *
 * @param owner whose it is; absent: nobody's
 * @param position in the line of its kind, from 1
 */
public record Waiting(
    WorkId work,
    Team team,
    @Nullable PersonId owner,
    Priority priority,
    WorkState state,
    Instant submittedAt,
    int position,
    WaitingReason reason) {}
