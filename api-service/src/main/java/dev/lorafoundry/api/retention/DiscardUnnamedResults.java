package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.loratask.LoraTask;
import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.LoraTaskEvent.Finished;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;
import java.util.List;

/**
 * Discards LoRA files that attempts at LoRA tasks made in vain, as {@link DiscardUnnamedLoras} does
 * those of trainings.
 */
final class DiscardUnnamedResults implements WorkListener {
  private final LoraTasks tasks;
  private final Checkpoints checkpoints;
  private final Pictures objects;

  /**
   * @param objects where objects that nobody needs any more are noted
   */
  DiscardUnnamedResults(LoraTasks tasks, Checkpoints checkpoints, Pictures objects) {
    this.tasks = tasks;
    this.checkpoints = checkpoints;
    this.objects = objects;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.LORA_TASK;
  }

  @Override
  public void told(WorkEvent event) {
    discardUnnamed(event);
  }

  @Override
  public void toldLate(WorkEvent event) {
    discardUnnamed(event);
  }

  private void discardUnnamed(WorkEvent event) {
    if (event instanceof Finished finished && isOwn(finished) && !isNamed(finished)) {
      objects.discard(List.of(finished.key()));
    }
  }

  private static boolean isOwn(Finished finished) {
    return finished
        .key()
        .startsWith("loras/%s/e%d/".formatted(finished.task(), finished.epoch().value()));
  }

  private boolean isNamed(Finished finished) {
    return tasks
        .find(finished.task())
        .map(LoraTask::result)
        .flatMap(result -> checkpoints.find(result.checkpoint()))
        .filter(checkpoint -> checkpoint.key().equals(finished.key()))
        .isPresent();
  }
}
