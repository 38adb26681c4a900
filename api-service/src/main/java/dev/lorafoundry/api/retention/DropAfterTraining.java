package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;

/** Drops surplus checkpoints when a training saves another one, and when it is done. */
final class DropAfterTraining implements WorkListener {
  private final DropCheckpoints drop;

  DropAfterTraining(DropCheckpoints drop) {
    this.drop = drop;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  @Override
  public void told(WorkEvent event) {
    if (event instanceof CheckpointSaved saved) {
      drop.of(saved.job());
    }
  }

  @Override
  public void changed(WorkChanged change) {
    if (change.to() == WorkState.DONE) {
      drop.of(new JobId(change.work().value()));
    }
  }
}
