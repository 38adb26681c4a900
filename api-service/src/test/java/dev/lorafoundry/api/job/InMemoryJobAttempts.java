package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What attempts said, in memory. */
public final class InMemoryJobAttempts implements JobAttempts {
  private final Map<JobId, Map<LeaseEpoch, AttemptCourse>> kept = new HashMap<>();

  @Override
  public void began(JobId job, AttemptCourse course) {
    said(job).put(course.attempt(), course);
  }

  @Override
  public void reached(JobId job, LeaseEpoch attempt, long step) {
    said(job)
        .computeIfPresent(
            attempt,
            (same, old) ->
                new AttemptCourse(
                    attempt, old.firstStep(), step, old.stepsPerEpoch(), old.failure()));
  }

  @Override
  public void failed(JobId job, LeaseEpoch attempt, FailureKind failure) {
    said(job)
        .merge(
            attempt,
            new AttemptCourse(attempt, 0, 0, 0, failure),
            (old, bare) ->
                new AttemptCourse(
                    attempt, old.firstStep(), old.lastStep(), old.stepsPerEpoch(), failure));
  }

  @Override
  public List<AttemptCourse> of(JobId job) {
    return List.copyOf(said(job).values());
  }

  private Map<LeaseEpoch, AttemptCourse> said(JobId job) {
    return kept.computeIfAbsent(job, id -> new TreeMap<>());
  }
}
