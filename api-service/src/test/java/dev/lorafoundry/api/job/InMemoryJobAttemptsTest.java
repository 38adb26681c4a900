package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.JobId;

final class InMemoryJobAttemptsTest extends JobAttemptsContract {
  private final JobAttempts attempts = new InMemoryJobAttempts();

  @Override
  protected JobAttempts attempts() {
    return attempts;
  }

  @Override
  protected JobId aJob() {
    return JobId.random();
  }
}
