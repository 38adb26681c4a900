package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.PreparationPlans;
import dev.lorafoundry.api.dataset.PreparationPlansContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcPreparationPlansIT extends PreparationPlansContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final PreparationPlans plans = new JdbcPreparationPlans(DATABASE.jdbc());

  @Override
  protected PreparationPlans plans() {
    return plans;
  }

  @Override
  protected VersionId version() {
    return NewVersion.in(DATABASE.jdbc());
  }
}
