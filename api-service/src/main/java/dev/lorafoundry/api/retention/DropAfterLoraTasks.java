package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.loratask.LoraTask;
import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.Comparator;

/** Drops surplus checkpoints when the last task that needed them has ended. */
final class DropAfterLoraTasks implements WorkListener {
  private final LoraTasks tasks;
  private final Checkpoints checkpoints;
  private final DropCheckpoints drop;

  DropAfterLoraTasks(LoraTasks tasks, Checkpoints checkpoints, DropCheckpoints drop) {
    this.tasks = tasks;
    this.checkpoints = checkpoints;
    this.drop = drop;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.LORA_TASK;
  }

  @Override
  public void changed(WorkChanged change) {
    if (change.to().ended()) {
      tasks.find(new LoraTaskId(change.work().value())).ifPresent(this::dropSources);
    }
  }

  /** why: job by job in the order of PostgreSQL, so that nobody waits for one who waits for him */
  private void dropSources(LoraTask task) {
    task.ticket().sources().stream()
        .flatMap(source -> checkpoints.find(source.lora().checkpoint()).stream())
        .map(Checkpoint::job)
        .distinct()
        .sorted(Comparator.comparing(JobId::toString))
        .forEach(drop::of);
  }
}
