package dev.lorafoundry.api.run.jdbc;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.jdbc.StoredPerson;
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

  @Override
  protected PersonId aPerson() {
    return StoredPerson.in(DATABASE.jdbc());
  }
}
