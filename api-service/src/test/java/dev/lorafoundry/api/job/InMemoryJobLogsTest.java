package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.JobId;

final class InMemoryJobLogsTest extends JobLogsContract {
  private final JobLogs logs = new InMemoryJobLogs();

  @Override
  protected JobLogs logs() {
    return logs;
  }

  @Override
  protected JobId aJob() {
    return JobId.random();
  }
}
