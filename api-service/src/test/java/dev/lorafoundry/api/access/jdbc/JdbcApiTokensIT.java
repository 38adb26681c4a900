package dev.lorafoundry.api.access.jdbc;

import dev.lorafoundry.api.access.ApiTokens;
import dev.lorafoundry.api.access.ApiTokensContract;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcApiTokensIT extends ApiTokensContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final ApiTokens tokens = new JdbcApiTokens(DATABASE.jdbc());

  @Override
  protected ApiTokens tokens() {
    return tokens;
  }

  @Override
  protected PersonId aPerson() {
    return StoredPerson.in(DATABASE.jdbc());
  }
}
