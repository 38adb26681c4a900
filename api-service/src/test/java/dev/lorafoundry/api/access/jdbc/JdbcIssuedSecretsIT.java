package dev.lorafoundry.api.access.jdbc;

import dev.lorafoundry.api.access.IssuedSecrets;
import dev.lorafoundry.api.access.IssuedSecretsContract;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcIssuedSecretsIT extends IssuedSecretsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final IssuedSecrets secrets = new JdbcIssuedSecrets(DATABASE.jdbc());

  @Override
  protected IssuedSecrets secrets() {
    return secrets;
  }

  @Override
  protected PersonId aPerson() {
    return StoredPerson.in(DATABASE.jdbc());
  }
}
