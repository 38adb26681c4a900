package dev.lorafoundry.api.retention;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.dataset.InMemoryPictures;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.Test;

final class DiscardUnnamedLorasTest {
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final InMemoryPictures objects = new InMemoryPictures();
  private final DiscardUnnamedLoras listener =
      DiscardUnnamedLoras.ofTrainings(checkpoints, objects);
  private final Job job = JobExample.job(RunId.random(), VersionId.random(), "a");
  private final Checkpoint named = CheckpointExample.checkpoint(job, 1);

  @Test
  void discardsTheFileOfAnEpochThatAnEarlierAttemptHasSaved() {
    checkpoints.add(named);

    listener.told(saved(2, key("e2/starz-v5-000001.safetensors")));

    assertThat(objects.discarded(9)).containsExactly(key("e2/starz-v5-000001.safetensors"));
  }

  @Test
  void discardsWhatCameLate() {
    listener.toldLate(saved(1, key("e1/starz-v5-000001.safetensors")));

    assertThat(objects.discarded(9)).containsExactly(key("e1/starz-v5-000001.safetensors"));
  }

  @Test
  void keepsAFileThatACheckpointNames() {
    checkpoints.add(named);

    listener.told(saved(1, named.key()));
    listener.toldLate(saved(1, named.key()));

    assertThat(objects.discarded(9)).isEmpty();
  }

  @Test
  void keepsWhatLiesOutsideOfTheAttemptsOwnFolder() {
    listener.toldLate(saved(1, key("e11/starz-v5-000001.safetensors")));
    listener.toldLate(saved(1, "jobs/" + named.id() + "/e1/starz-v5-000001.safetensors"));
    listener.toldLate(saved(1, "models/base.safetensors"));

    assertThat(objects.discarded(9)).isEmpty();
  }

  private String key(String name) {
    return "jobs/" + job.id() + "/" + name;
  }

  private TrainingEvent saved(int attempt, String key) {
    return new TrainingEvent.CheckpointSaved(
        job.id(),
        new EventHeader(new LeaseEpoch(attempt), 1, NOON),
        CheckpointId.random(),
        "starz-v5-000001.safetensors",
        1,
        10,
        false,
        0.5,
        null,
        key,
        "00ff",
        4096,
        key("e" + attempt + "/state-10.safetensors"),
        "00ff");
  }
}
