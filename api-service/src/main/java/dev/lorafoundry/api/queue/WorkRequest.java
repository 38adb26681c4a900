package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;

/**
 * Asks for a piece of work to be done.
 *
 * @param message the record that workers get; every release sets its dispatch id anew
 */
public record WorkRequest(WorkId id, Team team, Priority priority, Object message) {}
