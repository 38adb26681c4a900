package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;

/**
 * Work that could be released now.
 *
 * @param place in the line: as submitted, unless somebody moved it; smaller goes first
 */
public record Candidate(WorkId id, Team team, Priority priority, long place) {}
