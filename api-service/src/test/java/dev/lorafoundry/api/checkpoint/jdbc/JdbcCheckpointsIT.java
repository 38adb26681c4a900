package dev.lorafoundry.api.checkpoint.jdbc;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.checkpoint.CheckpointsContract;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.jdbc.StoredJob;
import dev.lorafoundry.api.loratask.jdbc.StoredLoraTask;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcCheckpointsIT extends CheckpointsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Checkpoints checkpoints = new JdbcCheckpoints(DATABASE.jdbc());

  @Override
  protected Checkpoints checkpoints() {
    return checkpoints;
  }

  @Override
  protected Job aJob(VersionId version, String name) {
    return StoredJob.in(DATABASE.jdbc(), version, name);
  }

  @Override
  protected LoraTaskId aTask() {
    return StoredLoraTask.in(DATABASE.jdbc());
  }
}
