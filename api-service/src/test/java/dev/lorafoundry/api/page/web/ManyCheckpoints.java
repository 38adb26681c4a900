package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** More checkpoints in a version than anybody waits for, without trainings that save them. */
final class ManyCheckpoints {
  private final PageInBrowser browser;
  private final Run run;

  /** In the version that the browser shows. */
  ManyCheckpoints(PageInBrowser browser) {
    this.browser = browser;
    String version = browser.page().url().replaceFirst(".*/versions/([^/]+)/.*", "$1");
    this.run = RunExample.run(VersionId.parse(version));
    browser.bean(Runs.class).add(run);
  }

  Job job(String name, int rank) {
    JobTicket plain = JobExample.job(run.id(), run.version(), name).ticket();
    Job job =
        Job.submitted(
            new JobTicket(
                JobId.random(),
                run.id(),
                run.version(),
                name,
                plain.baseModel(),
                plain.snapshotKey(),
                SettingsCatalogue.TRAINING.read(Map.of("rank", rank)),
                plain.priority(),
                plain.plannedSteps(),
                plain.createdAt(),
                null));
    browser.bean(Jobs.class).add(job);
    browser
        .bean(LiveEvents.class)
        .changed(LiveTopic.JOB, job.id().value(), run.version(), run.id());
    return job;
  }

  /** One of each epoch, which no open page hears of. */
  void saveEpochs(Job job, int epochs) {
    for (int epoch = 1; epoch <= epochs; epoch++) {
      add(CheckpointExample.checkpoint(job, epoch));
    }
  }

  /** One that open pages hear of. */
  Checkpoint save(Checkpoint checkpoint) {
    add(checkpoint);
    browser
        .bean(LiveEvents.class)
        .changed(LiveTopic.CHECKPOINT, checkpoint.id().value(), run.version(), run.id());
    return checkpoint;
  }

  private void add(Checkpoint checkpoint) {
    assertThat(browser.bean(Checkpoints.class).add(checkpoint)).isTrue();
  }

  /** A preview of the last checkpoint of a job, with a picture of each weight. */
  void renderLast(Job job, double... weights) {
    List<Checkpoint> saved = browser.bean(Checkpoints.class).ofJob(job.id());
    Checkpoint last = saved.get(saved.size() - 1);
    PreviewSettings settings = SettingsCatalogue.PREVIEW.read(Map.of("prompt", "a tower"));
    Preview preview =
        new Preview(
            new Preview.Ticket(
                PreviewId.random(),
                last.id(),
                last.job(),
                run.id(),
                run.version(),
                settings,
                Instant.now()),
            new Preview.Standing(WorkState.DONE, 1, "", Instant.now()),
            new Rendering(weights.length, weights.length, null, List.of()));
    browser.bean(Previews.class).add(preview);
    for (int i = 0; i < weights.length; i++) {
      String key = "previews/%s/e1/%d.png".formatted(preview.id(), i);
      browser
          .bean(ObjectStore.class)
          .put(new ObjectKey(key), Content.of(Drawings.square(80, i), Content.PNG));
      browser
          .bean(Previews.class)
          .keep(
              preview.id(),
              new LeaseEpoch(1),
              new Picture(0, i, 0, "Euler a", 28, 10, 7, weights[i], key));
    }
  }
}
