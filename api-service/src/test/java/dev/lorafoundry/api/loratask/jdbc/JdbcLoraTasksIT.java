package dev.lorafoundry.api.loratask.jdbc;

import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.loratask.LoraTasksContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcLoraTasksIT extends LoraTasksContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final LoraTasks tasks = new JdbcLoraTasks(DATABASE.jdbc());

  @Override
  protected LoraTasks tasks() {
    return tasks;
  }
}
