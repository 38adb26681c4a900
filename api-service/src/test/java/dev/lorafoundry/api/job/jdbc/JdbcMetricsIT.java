package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.job.Metrics;
import dev.lorafoundry.api.job.MetricsContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.JobId;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcMetricsIT extends MetricsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Metrics metrics = new JdbcMetrics(DATABASE.jdbc());

  @Override
  protected Metrics metrics() {
    return metrics;
  }

  @Override
  protected JobId aJob() {
    return StoredJob.in(DATABASE.jdbc()).id();
  }
}
