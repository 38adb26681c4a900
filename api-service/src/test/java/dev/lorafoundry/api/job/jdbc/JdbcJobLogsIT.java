package dev.lorafoundry.api.job.jdbc;

import static dev.lorafoundry.api.job.JobExample.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.job.JobLogsContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LogLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcJobLogsIT extends JobLogsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final JobLogs logs = new JdbcJobLogs(DATABASE.jdbc());

  /** Rows of one statement have the same number within their transaction. */
  @Test
  void addsTheLinesOfAnEventWithOneStatement() {
    JobId job = aJob();

    logs.append(job, header(1, 1), LogLevel.INFO, List.of("one", "two", "three"));

    assertThat(
            DATABASE
                .jdbc()
                .sql("select distinct cast(cmin as text) from job_log where job_id = :job")
                .param("job", job.value())
                .query(String.class)
                .list())
        .hasSize(1);
  }

  @Override
  protected JobLogs logs() {
    return logs;
  }

  @Override
  protected JobId aJob() {
    return StoredJob.in(DATABASE.jdbc()).id();
  }
}
