package dev.lorafoundry.api.state;

import dev.lorafoundry.contracts.JobId;
import java.time.Instant;
import java.util.List;

/** What jobs would resume from, and how far what they no longer need was deleted. */
public interface ResumePoints {
  /**
   * Some of the jobs that have spent states which were not deleted yet: those that are done since
   * before {@code doneBefore}, those that failed or were cancelled before {@code lostBefore}, and
   * those that can resume from a newer state than at the last deletion.
   */
  List<SpentStates> spent(Instant doneBefore, Instant lostBefore, int limit);

  /**
   * From now on the job would begin anew: to be called before all of its states are deleted.
   *
   * @return false if it did not stay as it was: somebody retries it
   */
  boolean giveUp(JobId job, int epoch);

  /** These were deleted. */
  void deleted(SpentStates states);
}
