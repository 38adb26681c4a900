package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;
import java.time.Instant;

/** What never changes of a piece of work: what it is, whose, how urgent, since when. */
public record WorkTicket(WorkId id, Team team, Priority priority, Instant submittedAt) {}
