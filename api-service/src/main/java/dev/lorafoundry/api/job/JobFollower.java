package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.JobId;

/** A feature with work of its own that ends with a job. */
public interface JobFollower {
  /** Somebody wants no more of this job, whether it had ended or not. */
  void cancelled(JobId job);
}
