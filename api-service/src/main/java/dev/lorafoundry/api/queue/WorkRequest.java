package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.contracts.WorkId;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a piece of work to be done.
 *
 * @param message the record that workers get; every release sets its dispatch id anew
 * @param follows whose work it follows: it is theirs where no person asks for it, as a preview that
 *     comes after a training; absent: it follows none
 */
public record WorkRequest(
    WorkId id, Team team, Priority priority, Object message, @Nullable PersonId follows) {

  /** Asks for work that follows no other. */
  public WorkRequest(WorkId id, Team team, Priority priority, Object message) {
    this(id, team, priority, message, null);
  }
}
