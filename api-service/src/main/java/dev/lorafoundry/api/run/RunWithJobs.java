package dev.lorafoundry.api.run;

import dev.lorafoundry.api.job.Job;
import java.util.List;

/**
 * A run and what became of it.
 *
 * @param endedEarly what its halving came to; no jobs where it has none
 */
public record RunWithJobs(Run run, List<Job> jobs, EndedEarly endedEarly) {
  public RunWithJobs {
    jobs = List.copyOf(jobs);
  }

  public RunState state() {
    return RunState.of(jobs.stream().map(job -> job.standing().state()).toList());
  }

  public long totalSteps() {
    return jobs.stream().mapToLong(job -> job.progress().totalSteps()).sum();
  }
}
