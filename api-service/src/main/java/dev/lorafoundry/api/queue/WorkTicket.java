package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.contracts.WorkId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What never changes of a piece of work: what it is, whose, how urgent, since when.
 *
 * @param owner whose it is within the team; absent: nobody's
 */
public record WorkTicket(
    WorkId id, Team team, Priority priority, Instant submittedAt, @Nullable PersonId owner) {}
