package dev.lorafoundry.api.state;

import dev.lorafoundry.contracts.JobId;

/**
 * States of a job that nobody can need any more.
 *
 * @param epoch of the newest attempt: what later ones save is not meant
 * @param below states at fewer steps than this are spent; {@link #ALL} where the job has ended
 */
public record SpentStates(JobId job, int epoch, long below) {
  /** More steps than any training takes. */
  public static final long ALL = Long.MAX_VALUE;

  boolean all() {
    return below == ALL;
  }

  /** Whether this file of the job is meant. */
  boolean include(StateFile file) {
    return file.epoch() <= epoch && file.step() < below;
  }
}
