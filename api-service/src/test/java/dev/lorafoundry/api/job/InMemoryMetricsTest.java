package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.JobId;

final class InMemoryMetricsTest extends MetricsContract {
  private final Metrics metrics = new InMemoryMetrics();

  @Override
  protected Metrics metrics() {
    return metrics;
  }

  @Override
  protected JobId aJob() {
    return JobId.random();
  }
}
