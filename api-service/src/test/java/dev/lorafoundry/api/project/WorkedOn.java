package dev.lorafoundry.api.project;

import static dev.lorafoundry.api.checkpoint.CheckpointExample.judged;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.dataset.TestFiles;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version in the running service, made over REST, and results of it, put there as workers would.
 */
public record WorkedOn(String project, VersionId version) {
  /** The first version of a new project. */
  public static WorkedOn anew() {
    Reply project =
        TestApi.post("/api/v1/projects").json(Map.of("name", Unique.name("tower"))).send();
    return in(project.expect(201).at("/id"), "v1");
  }

  public static WorkedOn in(String project, String name) {
    Reply version =
        TestApi.post("/api/v1/projects/" + project + "/versions")
            .json(Map.of("name", name))
            .send()
            .expect(201);
    return new WorkedOn(project, new VersionId(UUID.fromString(version.at("/id"))));
  }

  public String path() {
    return "/api/v1/versions/" + version;
  }

  /** Uploads a picture of its own. */
  public String uploaded(int colour) {
    return TestApi.post(path() + "/pictures")
        .multipart(new Multipart().file("files", "a" + colour + ".png", TestFiles.png(colour)))
        .send()
        .expect(200)
        .at("/accepted/0/id");
  }

  /** A job that waits. */
  public Job queued() {
    Run run = RunExample.run(version);
    TestApi.bean(Runs.class).add(run);
    Job job = JobExample.job(run.id(), version, Unique.name("job"));
    TestApi.bean(Jobs.class).add(job);
    return job;
  }

  /** A job that is done. */
  public Job trained() {
    return trained(queued());
  }

  public Job trained(Job queued) {
    Job job = JobExample.trained(queued);
    TestApi.bean(Jobs.class).save(job);
    return job;
  }

  public Checkpoint saved(Job job, int epoch, @Nullable Double validationLoss) {
    Checkpoint checkpoint = judged(CheckpointExample.checkpoint(job, epoch), validationLoss);
    if (!TestApi.bean(Checkpoints.class).add(checkpoint)) {
      throw new IllegalStateException("there is one of epoch " + epoch);
    }
    return checkpoint;
  }

  /** A preview of one picture. */
  public PreviewId rendered(Checkpoint checkpoint) {
    return rendered(checkpoint, 1);
  }

  /** As the other, with a picture for each weight of the LoRA, from left to right. */
  public PreviewId rendered(Checkpoint checkpoint, double... weights) {
    PreviewId id = PreviewId.random();
    Preview.Ticket ticket =
        new Preview.Ticket(
            id,
            checkpoint.id(),
            checkpoint.job(),
            checkpoint.run(),
            version,
            PreviewSettings.DEFAULTS,
            Instant.now());
    Previews previews = TestApi.bean(Previews.class);
    previews.add(
        new Preview(
            ticket,
            new Preview.Standing(WorkState.DONE, 1, "", Instant.now()),
            new Rendering(1, 1, null, List.of())));
    for (int i = 0; i < weights.length; i++) {
      String key = "previews/" + id + "/e1/" + i + ".png";
      stored(key);
      previews.keep(
          id, new LeaseEpoch(1), new Picture(0, i, 0, "Euler a", 28, 7, 1, weights[i], key));
    }
    return id;
  }

  public static void stored(String key) {
    TestApi.bean(ObjectStore.class)
        .put(new ObjectKey(key), Content.of(new byte[] {1}, Content.BINARY));
  }
}
