package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;

final class InMemoryCheckpointsTest extends CheckpointsContract {
  private final Checkpoints checkpoints = new InMemoryCheckpoints();

  @Override
  protected Checkpoints checkpoints() {
    return checkpoints;
  }

  @Override
  protected Job aJob(VersionId version, String name) {
    return JobExample.job(RunId.random(), version, name);
  }

  @Override
  protected LoraTaskId aTask() {
    return LoraTaskId.random();
  }
}
