package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;

/**
 * A feature that follows its kind of work. Called in the transaction of the change: what it writes
 * happens with the change or not at all.
 */
public interface WorkListener {
  WorkKind kind();

  /** The work went to another state. */
  default void changed(WorkChanged change) {}

  /** An attempt said something; repeated and late events never come here. */
  default void told(WorkEvent event) {}

  /**
   * An attempt said something when another one had superseded it, or when the work was done: it
   * does not count, and will not if it is repeated.
   */
  default void toldLate(WorkEvent event) {}
}
