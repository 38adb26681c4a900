package dev.lorafoundry.api.checkpoint.jdbc;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Marks;
import dev.lorafoundry.api.checkpoint.MarksContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcMarksIT extends MarksContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Marks marks = new JdbcMarks(DATABASE.jdbc());

  @Override
  protected Marks marks() {
    return marks;
  }

  @Override
  protected Checkpoint stored() {
    return StoredCheckpoint.in(DATABASE.jdbc());
  }
}
