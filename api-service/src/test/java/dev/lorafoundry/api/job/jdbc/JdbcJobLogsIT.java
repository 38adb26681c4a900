package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.job.JobLogsContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.JobId;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcJobLogsIT extends JobLogsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final JobLogs logs = new JdbcJobLogs(DATABASE.jdbc());

  @Override
  protected JobLogs logs() {
    return logs;
  }

  @Override
  protected JobId aJob() {
    return StoredJob.in(DATABASE.jdbc()).id();
  }
}
