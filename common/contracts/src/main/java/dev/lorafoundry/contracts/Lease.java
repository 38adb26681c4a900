package dev.lorafoundry.contracts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a granted claim: this worker may do the work, as attempt {@code epoch}, for as long
 * as its heartbeats come within {@code duration} of one another.
 *
 * @param resumeFrom last complete training state of an earlier attempt; absent: start anew
 */
public record Lease(LeaseEpoch epoch, Duration duration, @Nullable ResumePoint resumeFrom) {
  /**
   * Where an earlier attempt left off.
   *
   * @param stateKey object key of the training state
   * @param step optimiser steps done
   */
  public record ResumePoint(String stateKey, String stateSha256, long step) {}
}
