package dev.lorafoundry.api.preview;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static dev.lorafoundry.api.job.JobExample.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.queue.QueueInMemory;
import dev.lorafoundry.api.run.InMemoryRuns;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.Test;

final class PreviewAfterTrainingTest {
  private final VersionId version = VersionId.random();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryPreviews previews = new InMemoryPreviews();
  private final PreviewAfterTraining listener =
      new PreviewAfterTraining(
          checkpoints,
          jobs,
          runs,
          new PreviewDesk(previews, checkpoints, jobs, QueueInMemory.queue(), () -> NOON));

  @Test
  void asksForAPreviewWithTheRunsSettings() {
    Run run = run(true);
    Checkpoint checkpoint = checkpointOf(run);

    listener.told(saved(checkpoint.id(), checkpoint));

    assertThat(previews.ofCheckpoint(checkpoint.id()))
        .singleElement()
        .satisfies(preview -> assertThat(preview.ticket().settings()).isEqualTo(run.preview()));
  }

  @Test
  void asksForNoneWhereTheRunWantsNone() {
    Checkpoint checkpoint = checkpointOf(run(false));

    listener.told(saved(checkpoint.id(), checkpoint));

    assertThat(previews.ofCheckpoint(checkpoint.id())).isEmpty();
  }

  @Test
  void asksForNoneOfACancelledJob() {
    Checkpoint checkpoint = checkpointOf(run(true));
    Job job = jobs.find(checkpoint.job()).orElseThrow();
    jobs.save(JobExample.cancelled(job));

    listener.told(saved(checkpoint.id(), checkpoint));

    assertThat(previews.ofCheckpoint(checkpoint.id())).isEmpty();
  }

  @Test
  void asksForNoneOfACheckpointThatWasNotNoted() {
    CheckpointId unknown = CheckpointId.random();

    listener.told(saved(unknown, checkpointOf(run(true))));

    assertThat(previews.ofCheckpoint(unknown)).isEmpty();
  }

  private Run run(boolean previewAfterTraining) {
    Run run = RunExample.run(version, previewAfterTraining);
    runs.add(run);
    return run;
  }

  private Checkpoint checkpointOf(Run run) {
    Job job = JobExample.job(run.id(), version, "a");
    jobs.add(job);
    Checkpoint checkpoint = CheckpointExample.checkpoint(job, 2);
    assertThat(checkpoints.add(checkpoint)).isTrue();
    return checkpoint;
  }

  private static CheckpointSaved saved(CheckpointId id, Checkpoint like) {
    return new CheckpointSaved(
        like.job(),
        header(1, 1),
        id,
        like.name(),
        like.epoch(),
        like.step(),
        false,
        0.5,
        null,
        like.key(),
        like.sha256(),
        like.bytes(),
        "jobs/s",
        "00");
  }
}
