package dev.lorafoundry.api.loratask;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;

/** Books in the LoRA tasks what becomes of them, and what they made among the checkpoints. */
final class LoraTaskListener implements WorkListener {
  private final LoraTasks tasks;
  private final Checkpoints checkpoints;
  private final LiveEvents live;

  LoraTaskListener(LoraTasks tasks, Checkpoints checkpoints, LiveEvents live) {
    this.tasks = tasks;
    this.checkpoints = checkpoints;
    this.live = live;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.LORA_TASK;
  }

  @Override
  public void changed(WorkChanged change) {
    LoraTask task = find(new LoraTaskId(change.work().value()));
    save(task.after(change));
  }

  @Override
  public void told(WorkEvent event) {
    if (event instanceof LoraTaskEvent.Finished finished) {
      LoraTask task = find(finished.task());
      Checkpoint made = made(task, finished);
      if (checkpoints.add(made)) {
        save(task.with(new LoraTask.Result(made.id(), finished.ranks())));
        live.changed(LiveTopic.CHECKPOINT, made.id().value(), made.version(), made.run());
      }
    }
  }

  private Checkpoint made(LoraTask task, LoraTaskEvent.Finished finished) {
    CheckpointId first = task.ticket().sources().get(0).lora().checkpoint();
    return Checkpoint.made(
        finished,
        task.ticket().version(),
        checkpoints.find(first).orElseThrow(() -> new CheckpointNotFound(first)),
        task.ticket().fileName());
  }

  private LoraTask find(LoraTaskId id) {
    return tasks.find(id).orElseThrow(() -> new LoraTaskNotFound(id));
  }

  private void save(LoraTask task) {
    tasks.save(task);
    live.changed(LiveTopic.LORA_TASK, task.id().value(), task.ticket().version(), null);
  }
}
