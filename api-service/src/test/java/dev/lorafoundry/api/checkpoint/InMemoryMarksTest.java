package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.CheckpointId;

final class InMemoryMarksTest extends MarksContract {
  private final Marks marks = new InMemoryMarks();

  @Override
  protected Marks marks() {
    return marks;
  }

  @Override
  protected CheckpointId aCheckpoint() {
    return CheckpointId.random();
  }
}
