package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.Lease;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, if it did not fail. */
public sealed interface Outcome {
  /** The work is done and its last event is published. */
  record Done() implements Outcome {}

  /**
   * The work is given back: cancelled, paused or left to another worker.
   *
   * @param resumeFrom the state that was saved for whoever goes on
   */
  record GivenBack(String reason, Lease.@Nullable ResumePoint resumeFrom) implements Outcome {}
}
