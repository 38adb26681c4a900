package dev.lorafoundry.api.run.jdbc;

import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.api.run.RunsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcRunsIT extends RunsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Runs runs = new JdbcRuns(DATABASE.jdbc());

  @Override
  protected Runs runs() {
    return runs;
  }
}
