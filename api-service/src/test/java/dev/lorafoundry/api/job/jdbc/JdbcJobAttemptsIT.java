package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.job.JobAttempts;
import dev.lorafoundry.api.job.JobAttemptsContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.JobId;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcJobAttemptsIT extends JobAttemptsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final JobAttempts attempts = new JdbcJobAttempts(DATABASE.jdbc());

  @Override
  protected JobAttempts attempts() {
    return attempts;
  }

  @Override
  protected JobId aJob() {
    return StoredJob.in(DATABASE.jdbc()).id();
  }
}
