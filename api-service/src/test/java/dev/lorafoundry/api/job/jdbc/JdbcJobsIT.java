package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.job.JobsContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.run.jdbc.StoredRun;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcJobsIT extends JobsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Jobs jobs = new JdbcJobs(DATABASE.jdbc());

  @Override
  protected Jobs jobs() {
    return jobs;
  }

  @Override
  protected RunId aRun(VersionId version) {
    return StoredRun.in(DATABASE.jdbc(), version);
  }
}
