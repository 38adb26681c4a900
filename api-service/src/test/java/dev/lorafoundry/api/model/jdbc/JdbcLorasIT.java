package dev.lorafoundry.api.model.jdbc;

import dev.lorafoundry.api.model.Loras;
import dev.lorafoundry.api.model.LorasContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcLorasIT extends LorasContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final JdbcLoras loras = new JdbcLoras(DATABASE.jdbc());

  @Override
  protected Loras loras() {
    return loras;
  }
}
