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
  void countsEachEpochOfAJobOnce() {
    jobs.add(job);

    listener.told(saved(1, 1));
    listener.told(saved(2, 1));
    listener.told(saved(2, 2));

    assertThat(checkpoints.ofJob(job.id())).hasSize(2);
    assertThat(jobs.find(job.id()).orElseThrow().progress().checkpoints()).isEqualTo(2);
  }

  private TrainingEvent saved(int attempt, int epoch) {
    return new TrainingEvent.CheckpointSaved(
        job.id(),
        new EventHeader(new LeaseEpoch(attempt), epoch, NOON),
        CheckpointId.random(),
        "a.safetensors",
        epoch,
        10,
        false,
        0.5,
        null,
        "jobs/a",
        "00",
        1,
        "jobs/s",
        "00");
  }
}
