package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.Preparations;
import dev.lorafoundry.api.dataset.PreparationsContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcPreparationsIT extends PreparationsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Preparations preparations = new JdbcPreparations(DATABASE.jdbc());

  @Override
  protected Preparations preparations() {
    return preparations;
  }

  @Override
  protected VersionId version() {
    return NewVersion.in(DATABASE.jdbc());
  }
}
