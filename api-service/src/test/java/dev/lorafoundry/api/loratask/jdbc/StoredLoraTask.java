package dev.lorafoundry.api.loratask.jdbc;

import dev.lorafoundry.api.loratask.LoraTask;
import dev.lorafoundry.api.loratask.LoraTaskExample;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.VersionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** LoRA tasks in the database, for tests of what they make. */
public final class StoredLoraTask {
  private StoredLoraTask() {}

  public static LoraTaskId in(JdbcClient jdbc) {
    LoraTask task = LoraTaskExample.task(VersionId.random());
    new JdbcLoraTasks(jdbc).add(task);
    return task.id();
  }
}
