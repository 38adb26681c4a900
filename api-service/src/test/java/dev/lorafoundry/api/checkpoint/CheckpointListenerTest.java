package dev.lorafoundry.api.checkpoint;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.InMemoryLiveLog;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.Test;

final class CheckpointListenerTest {
  private final Jobs jobs = new InMemoryJobs();
  private final Checkpoints checkpoints = new InMemoryCheckpoints();
  private final CheckpointListener listener =
      new CheckpointListener(checkpoints, jobs, new InMemoryLiveLog(() -> NOON));
  private final Job job = JobExample.job(RunId.random(), VersionId.random(), "a");

  @Test
  void countsEachStepOfAJobOnce() {
    jobs.add(job);

    listener.told(saved(1, 1));
    listener.told(saved(2, 1));
    listener.told(saved(2, 2));
    listener.told(saved(2, 3));

    assertThat(checkpoints.ofJob(job.id()))
        .extracting(Checkpoint::step)
        .containsExactly(1L, 2L, 3L);
    assertThat(jobs.find(job.id()).orElseThrow().progress().checkpoints()).isEqualTo(3);
  }

  private TrainingEvent saved(int attempt, long step) {
    return new TrainingEvent.CheckpointSaved(
        job.id(),
        new EventHeader(new LeaseEpoch(attempt), step, NOON),
        CheckpointId.random(),
        "a.safetensors",
        1,
        step,
        false,
        true,
        0.5,
        null,
        "jobs/a",
        "00",
        1,
        "jobs/s",
        "00");
  }
}
