package dev.lorafoundry.api.loratask;

import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.LoraTaskId;
import java.util.Optional;
import java.util.UUID;

/** Shows LoRA tasks to live pages. */
final class LiveLoraTasks implements LiveSource {
  private final LoraTasks tasks;

  LiveLoraTasks(LoraTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public LiveTopic topic() {
    return LiveTopic.LORA_TASK;
  }

  @Override
  public Optional<Object> show(UUID subject) {
    return tasks.find(new LoraTaskId(subject)).map(LoraTaskView::of);
  }
}
