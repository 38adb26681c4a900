package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.ConceptsContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcConceptsIT extends ConceptsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Concepts concepts = new JdbcConcepts(DATABASE.jdbc());

  @Override
  protected Concepts concepts() {
    return concepts;
  }

  @Override
  protected VersionId version() {
    return NewVersion.in(DATABASE.jdbc());
  }
}
