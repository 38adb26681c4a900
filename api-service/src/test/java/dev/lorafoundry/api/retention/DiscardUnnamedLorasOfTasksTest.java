package dev.lorafoundry.api.retention;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.dataset.InMemoryPictures;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.loratask.InMemoryLoraTasks;
import dev.lorafoundry.api.loratask.LoraTask;
import dev.lorafoundry.api.loratask.LoraTaskExample;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.Test;

final class DiscardUnnamedLorasOfTasksTest {
  private static final LoraTaskEvent.Ranks RANKS = new LoraTaskEvent.Ranks(1, 2, 2, 1);

  private final InMemoryLoraTasks tasks = new InMemoryLoraTasks();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final InMemoryPictures objects = new InMemoryPictures();
  private final DiscardUnnamedLoras listener =
      DiscardUnnamedLoras.ofTasks(tasks, checkpoints, objects);
  private final LoraTask task = LoraTaskExample.task(VersionId.random());

  @Test
  void discardsWhatCameLate() {
    tasks.add(task);

    listener.toldLate(finished(1, key(1)));

    assertThat(objects.discarded(9)).containsExactly(key(1));
  }

  @Test
  void keepsTheFileOfTheCheckpointThatWasMade() {
    Checkpoint source =
        CheckpointExample.checkpoint(JobExample.job(RunId.random(), VersionId.random(), "a"), 1);
    Checkpoint made = CheckpointExample.made(finished(1, key(1)), source);
    assertThat(checkpoints.add(made)).isTrue();
    tasks.add(new LoraTask(task.ticket(), task.standing(), new LoraTask.Result(made.id(), RANKS)));

    listener.told(finished(1, key(1)));
    listener.toldLate(finished(2, key(2)));

    assertThat(objects.discarded(9)).containsExactly(key(2));
  }

  @Test
  void keepsWhatLiesOutsideOfTheAttemptsOwnFolder() {
    listener.toldLate(finished(1, key(11)));
    listener.toldLate(finished(1, "models/base.safetensors"));

    assertThat(objects.discarded(9)).isEmpty();
  }

  private String key(int attempt) {
    return "loras/%s/e%d/lora.safetensors".formatted(task.id(), attempt);
  }

  private LoraTaskEvent.Finished finished(int attempt, String key) {
    return new LoraTaskEvent.Finished(
        task.id(), new EventHeader(new LeaseEpoch(attempt), 1, NOON), key, "00ff", 77, RANKS);
  }
}
