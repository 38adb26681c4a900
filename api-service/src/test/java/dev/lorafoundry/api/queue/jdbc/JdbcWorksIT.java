package dev.lorafoundry.api.queue.jdbc;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.jdbc.StoredPerson;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.queue.Chronicle;
import dev.lorafoundry.api.queue.Works;
import dev.lorafoundry.api.queue.WorksContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcWorksIT extends WorksContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Works works = new JdbcWorks(DATABASE.jdbc());
  private final Chronicle chronicle = new JdbcChronicle(DATABASE.jdbc());

  @Override
  protected Works works() {
    return works;
  }

  @Override
  protected Chronicle chronicle() {
    return chronicle;
  }

  @Override
  protected PersonId aPerson() {
    return StoredPerson.in(DATABASE.jdbc());
  }
}
