package dev.lorafoundry.api.checkpoint.jdbc;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.job.jdbc.StoredJob;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checkpoints in the database, for tests of what belongs to them. */
public final class StoredCheckpoint {
  private StoredCheckpoint() {}

  public static Checkpoint in(JdbcClient jdbc) {
    Checkpoint checkpoint = CheckpointExample.checkpoint(StoredJob.in(jdbc), 2);
    boolean added = new JdbcCheckpoints(jdbc).add(checkpoint);
    if (!added) {
      throw new IllegalStateException("there was such a checkpoint already");
    }
    return checkpoint;
  }
}
