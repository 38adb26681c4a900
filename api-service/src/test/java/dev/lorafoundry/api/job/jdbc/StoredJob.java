package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.run.jdbc.StoredRun;
import dev.lorafoundry.contracts.VersionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs in the database, for tests of what belongs to them. */
public final class StoredJob {
  private StoredJob() {}

  public static Job in(JdbcClient jdbc, VersionId version, String name) {
    Job job = JobExample.job(StoredRun.in(jdbc, version), version, name);
    new JdbcJobs(jdbc).add(job);
    return job;
  }

  public static Job in(JdbcClient jdbc) {
    return in(jdbc, VersionId.random(), "a");
  }
}
