package dev.lorafoundry.api.loratask;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.LoraTaskEvent.Ranks;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link LoraTasks} does. */
public abstract class LoraTasksContract {
  private final VersionId version = VersionId.random();

  protected abstract LoraTasks tasks();

  @Test
  void returnsTasksAsTheyWereAdded() {
    LoraTask task = added(version);

    assertThat(tasks().find(task.id())).contains(task);
    assertThat(tasks().find(LoraTaskId.random())).isEmpty();
  }

  @Test
  void returnsTasksAsTheyWereSaved() {
    LoraTask task = added(version);
    LoraTask done =
        new LoraTask(
            task.ticket(),
            new LoraTask.Standing(WorkState.DONE, 2, "Because.", NOON.plusSeconds(9)),
            new LoraTask.Result(CheckpointId.random(), new Ranks(5, 1, 8, 0.75)));

    tasks().save(done);

    assertThat(tasks().find(task.id())).contains(done);
  }

  @Test
  void listsAVersionsTasksNewestFirstPartByPart() {
    LoraTask oldest = added(version);
    LoraTask older = added(version);
    LoraTask newest = added(version);
    added(VersionId.random());

    assertThat(tasks().ofVersion(version, 0, 2)).containsExactly(newest, older);
    assertThat(tasks().ofVersion(version, 2, 2)).containsExactly(oldest);
    assertThat(tasks().countOfVersion(version)).isEqualTo(3);
    assertThat(tasks().countOfVersion(VersionId.random())).isZero();
  }

  @Test
  void tellsWhatTasksStillNeed() {
    LoraTask open = added(version);
    LoraTask ended = added(version);
    tasks()
        .save(
            new LoraTask(
                ended.ticket(),
                new LoraTask.Standing(WorkState.CANCELLED, 0, "", NOON.plusSeconds(9)),
                null));
    CheckpointId needed = open.ticket().sources().get(1).lora().checkpoint();
    CheckpointId free = ended.ticket().sources().get(0).lora().checkpoint();

    assertThat(tasks().neededOf(List.of(needed, free, CheckpointId.random())))
        .containsExactly(needed);
    assertThat(tasks().neededOf(List.of())).isEmpty();
  }

  private LoraTask added(VersionId of) {
    LoraTask task = LoraTaskExample.task(of);
    tasks().add(task);
    return task;
  }
}
