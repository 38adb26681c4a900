package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.RunId;
import java.util.List;

/** A run as the API tells of it. */
public record Run(RunId id, List<Job> jobs, long totalSteps) {
  public Run {
    jobs = List.copyOf(jobs);
  }

  /** Whether all jobs have ended. */
  public boolean ended() {
    return jobs.stream().allMatch(job -> job.state().ended());
  }
}
