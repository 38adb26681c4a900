package dev.lorafoundry.api.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;

final class InMemoryMarksTest extends MarksContract {
  private final Checkpoints checkpoints = new InMemoryCheckpoints();
  private final Marks marks = new InMemoryMarks(checkpoints);

  @Override
  protected Marks marks() {
    return marks;
  }

  @Override
  protected Checkpoint stored() {
    Checkpoint checkpoint =
        CheckpointExample.checkpoint(JobExample.job(RunId.random(), VersionId.random(), "a"), 2);
    assertThat(checkpoints.add(checkpoint)).isTrue();
    return checkpoint;
  }
}
