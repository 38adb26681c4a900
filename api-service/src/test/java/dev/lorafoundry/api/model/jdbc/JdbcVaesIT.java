package dev.lorafoundry.api.model.jdbc;

import dev.lorafoundry.api.model.Vaes;
import dev.lorafoundry.api.model.VaesContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcVaesIT extends VaesContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final JdbcVaes vaes = new JdbcVaes(DATABASE.jdbc());

  @Override
  protected Vaes vaes() {
    return vaes;
  }
}
