package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.JobId;

/** There is no such job. */
public final class JobNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobNotFound(JobId job) {
    super("There is no job " + job + ": see /api/v1/jobs.");
  }
}
