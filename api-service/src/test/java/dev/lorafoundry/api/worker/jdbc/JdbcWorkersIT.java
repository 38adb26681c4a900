package dev.lorafoundry.api.worker.jdbc;

import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.worker.Workers;
import dev.lorafoundry.api.worker.WorkersContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcWorkersIT extends WorkersContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Workers workers = new JdbcWorkers(DATABASE.jdbc());

  @Override
  protected Workers workers() {
    return workers;
  }
}
