package dev.lorafoundry.api.access.jdbc;

import dev.lorafoundry.api.access.People;
import dev.lorafoundry.api.access.PeopleContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcPeopleIT extends PeopleContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final People people = new JdbcPeople(DATABASE.jdbc());

  @Override
  protected People people() {
    return people;
  }
}
