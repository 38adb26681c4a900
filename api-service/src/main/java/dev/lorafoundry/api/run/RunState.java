package dev.lorafoundry.api.run;

import dev.lorafoundry.api.queue.WorkState;
import java.util.Collection;
import java.util.function.Predicate;

/** Where a run stands: nothing but what its jobs' states amount to. */
public enum RunState {
  /** No job has begun. */
  QUEUED,
  /** Some jobs have begun or ended, others not. */
  RUNNING,
  /** What has not ended is paused. */
  PAUSED,
  /** Every job is done. */
  DONE,
  /** Every job has ended, at least one of them failed. */
  FAILED,
  /** Every job has ended, none failed, at least one was cancelled. */
  CANCELLED;

  /** What these jobs' states amount to. */
  public static RunState of(Collection<WorkState> jobs) {
    if (jobs.stream().allMatch(WorkState::ended)) {
      return ended(jobs);
    }
    if (jobs.stream().allMatch(state -> state.ended() || state == WorkState.PAUSED)) {
      return PAUSED;
    }
    Predicate<WorkState> waits =
        state ->
            state == WorkState.QUEUED || state == WorkState.RELEASED || state == WorkState.PAUSED;
    return jobs.stream().allMatch(waits) ? QUEUED : RUNNING;
  }

  private static RunState ended(Collection<WorkState> jobs) {
    if (jobs.contains(WorkState.FAILED)) {
      return FAILED;
    }
    return jobs.contains(WorkState.CANCELLED) ? CANCELLED : DONE;
  }
}
