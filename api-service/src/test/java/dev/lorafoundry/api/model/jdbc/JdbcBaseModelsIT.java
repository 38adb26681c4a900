package dev.lorafoundry.api.model.jdbc;

import dev.lorafoundry.api.model.BaseModels;
import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.model.ModelRegisterContract;
import dev.lorafoundry.api.model.Vaes;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcBaseModelsIT extends ModelRegisterContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final JdbcBaseModels models = new JdbcBaseModels(DATABASE.jdbc());

  @Override
  protected ModelRegister register() {
    return models;
  }

  @Override
  protected Vaes vaes() {
    return new JdbcVaes(DATABASE.jdbc());
  }

  @Override
  protected BaseModels models() {
    return models;
  }
}
