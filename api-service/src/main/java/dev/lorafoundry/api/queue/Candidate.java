package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;

/**
 * Work that could be released now.
 *
 * @param place order of submission: smaller is older
 */
public record Candidate(WorkId id, Team team, Priority priority, long place) {}
