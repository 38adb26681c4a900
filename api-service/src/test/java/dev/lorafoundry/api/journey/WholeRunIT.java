package dev.lorafoundry.api.journey;

import static dev.lorafoundry.api.journey.PlayedWorker.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.work.ClaimAnswer;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class WholeRunIT {
  private final Installation api = new Installation().start();
  private final PlayedWorker trainer = new PlayedWorker("trainer-1", WorkKind.TRAINING, api);
  private final PlayedWorker renderer = new PlayedWorker("renderer-1", WorkKind.PREVIEW, api);

  @AfterEach
  void end() {
    trainer.close();
    renderer.close();
    api.close();
  }

  @Test
  void goesFromGridToPreviews() {
    JsonNode run = api.run(Map.of("optimizer", "Lion,AdamW"));
    List<String> jobs = Installation.jobs(run);
    assertThat(jobs).hasSize(2);

    for (int i = 0; i < 2; i++) {
      TrainingJob job = trainer.offered(TrainingJob.class, each -> isOf(jobs, each));
      assertThat(job.outputName()).isEqualTo("starz-v5");
      assertThat(trainer.claimed(WorkId.of(job.id()), job.dispatch()).epoch().value()).isEqualTo(1);
      train(job, CheckpointId.random());
      api.awaitState("/api/v1/jobs/" + job.id(), "done");
    }
    api.awaitState("/api/v1/runs/" + run.path("id").asString(), "done");

    Set<Long> seeds = new HashSet<>();
    for (int i = 0; i < 2; i++) {
      PreviewJob preview =
          renderer.offered(PreviewJob.class, each -> jobs.contains(each.job().toString()));
      renderer.claimed(WorkId.of(preview.id()), preview.dispatch());
      seeds.addAll(preview.settings().seeds());
      render(preview);
      api.awaitState("/api/v1/previews/" + preview.id(), "done");
      assertThat(api.bytes("/api/v1/previews/" + preview.id() + "/grid")).hasSize(4);
      assertThat(api.bytes("/api/v1/previews/" + preview.id() + "/pictures/0/0/0")).hasSize(3);
    }
    assertThat(seeds).hasSize(1).doesNotContain(-1L);
  }

  @Test
  void showsHowATrainingGoes() {
    List<String> jobs = Installation.jobs(api.run(Map.of("seed", 5)));
    TrainingJob job = trainer.offered(TrainingJob.class, each -> isOf(jobs, each));
    trainer.claimed(WorkId.of(job.id()), job.dispatch());
    CheckpointId checkpoint = CheckpointId.random();
    api.bean(ObjectStore.class)
        .put(new ObjectKey("jobs/" + job.id() + "/e1/a.safetensors"), content(5));
    train(job, checkpoint);
    String path = "/api/v1/jobs/" + job.id();
    api.awaitState(path, "done");

    assertThat(api.get(path).path("finalLoss").asDouble()).isEqualTo(0.125);
    assertThat(api.get(path + "/metrics?after=1").path("items")).hasSize(1);
    assertThat(api.get(path).path("validationLoss").asDouble()).isEqualTo(0.25);
    assertThat(api.get(path + "/validation").path("items").path(0).path("epoch").asInt())
        .isEqualTo(1);
    assertThat(
            api.get(path + "/checkpoints").path("items").path(0).path("validationLoss").asDouble())
        .isEqualTo(0.25);
    assertThat(api.get(path + "/log").path("items").path(0).path("text").asString())
        .isEqualTo("hello");
    assertThat(api.get(path + "/history").path("items")).hasSize(3);
    assertThat(api.get(path + "/checkpoints").path("items")).hasSize(1);
    assertThat(api.bytes("/api/v1/checkpoints/" + checkpoint + "/file")).hasSize(5);
  }

  @Test
  void sameMessageTwiceIsOneTraining() {
    List<String> jobs = Installation.jobs(api.run(Map.of("seed", 6)));
    TrainingJob job = trainer.offered(TrainingJob.class, each -> isOf(jobs, each));
    WorkId work = WorkId.of(job.id());
    trainer.claimed(work, job.dispatch());

    try (PlayedWorker other = new PlayedWorker("trainer-2", WorkKind.TRAINING, api)) {
      ClaimAnswer second = other.claim(work, job.dispatch());

      assertThat(second)
          .isInstanceOfSatisfying(
              ClaimAnswer.Refused.class,
              refused -> assertThat(refused.reason()).contains("is running and not on offer"));
    }
    assertThat(api.count("lora.foundry.queue.refused.claims")).isEqualTo(1);
  }

  @Test
  void refusesAndCountsLateWorkers() {
    List<String> jobs = Installation.jobs(api.run(Map.of("seed", 7)));
    TrainingJob first = trainer.offered(TrainingJob.class, each -> isOf(jobs, each));
    WorkId work = WorkId.of(first.id());
    trainer.claimed(work, first.dispatch());

    try (PlayedWorker other = new PlayedWorker("trainer-2", WorkKind.TRAINING, api)) {
      TrainingJob again =
          other.offered(
              TrainingJob.class,
              each -> isOf(jobs, each) && each.dispatch().value() > first.dispatch().value());
      assertThat(other.claimed(work, again.dispatch()).epoch().value()).isEqualTo(2);

      assertThat(trainer.heartbeat(work, 1)).isFalse();
      assertThat(late()).isEqualTo(1);
      trainer.say(new TrainingEvent.Finished(first.id(), header(1, 1), 9, Duration.ofSeconds(1)));
      // why: of the same key, so it is heard after the late one
      other.say(new TrainingEvent.Started(first.id(), header(2, 1), 0, 77, 40));
      await()
          .atMost(Installation.PATIENCE)
          .until(
              () ->
                  other.heartbeat(work, 2)
                      && api.get("/api/v1/jobs/" + first.id()).path("totalSteps").asInt() == 77);

      assertThat(late()).isEqualTo(2);
      assertThat(api.get("/api/v1/jobs/" + first.id()).path("state").asString())
          .isEqualTo("running");
    }
  }

  @Test
  void restartLosesAndDoublesNothing() {
    JsonNode run = api.run(Map.of("seed", 8));
    List<String> jobs = Installation.jobs(run);
    api.stop();
    api.start();
    TrainingJob job = trainer.offered(TrainingJob.class, each -> isOf(jobs, each));
    trainer.claimed(WorkId.of(job.id()), job.dispatch());

    api.stop();
    CheckpointId checkpoint = CheckpointId.random();
    train(job, checkpoint);
    api.start();

    api.awaitState("/api/v1/runs/" + run.path("id").asString(), "done");
    assertThat(api.get("/api/v1/jobs/" + job.id()).path("attempts").asInt()).isEqualTo(1);
    assertThat(api.get("/api/v1/jobs/" + job.id() + "/checkpoints").path("items")).hasSize(1);
    assertThat(api.get("/api/v1/checkpoints/" + checkpoint + "/previews").path("items")).hasSize(1);
  }

  private double late() {
    return api.count("lora.foundry.queue.fenced.writes", "cause", "late");
  }

  private void train(TrainingJob job, CheckpointId checkpoint) {
    JobId id = job.id();
    trainer.say(new TrainingEvent.Started(id, header(1, 1), 0, 40, 40));
    trainer.say(
        new TrainingEvent.Progressed(
            id, header(1, 2), 2, 1, 3, List.of(new Point(1, 0.5, 1e-4), new Point(2, 0.25, 1e-4))));
    trainer.say(new TrainingEvent.Logged(id, header(1, 3), List.of("hello")));
    trainer.say(new TrainingEvent.Validated(id, header(1, 4), 1, 40, 0.25));
    TrainingEvent saved =
        new TrainingEvent.CheckpointSaved(
            id,
            header(1, 5),
            checkpoint,
            "starz-v5-000001.safetensors",
            1,
            40,
            true,
            0.125,
            0.25,
            "jobs/" + id + "/e1/a.safetensors",
            "00ff",
            5,
            "jobs/" + id + "/e1/state-40.safetensors",
            "00ff");
    trainer.say(saved);
    trainer.say(saved);
    trainer.say(new TrainingEvent.Finished(id, header(1, 6), 0.125, Duration.ofSeconds(2)));
  }

  private void render(PreviewJob job) {
    String folder = "previews/" + job.id() + "/e1/";
    ObjectStore store = api.bean(ObjectStore.class);
    store.put(new ObjectKey(folder + "grid.png"), content(4));
    store.put(new ObjectKey(folder + "0-0-0.png"), content(3));
    PreviewEvent.Picture picture =
        new PreviewEvent.Picture(
            0, 0, 0, "Euler a", 28, 10, job.settings().seeds().get(0), 1, folder + "0-0-0.png");
    renderer.say(new PreviewEvent.PictureRendered(job.id(), header(1, 1), 1, 1, picture));
    renderer.say(
        new PreviewEvent.Finished(
            job.id(),
            header(1, 2),
            folder + "grid.png",
            64,
            64,
            List.of(picture),
            List.of(),
            Duration.ofSeconds(1)));
  }

  private static Content content(int bytes) {
    return Content.of(new byte[bytes], Content.PNG);
  }

  private static boolean isOf(List<String> jobs, TrainingJob job) {
    return jobs.contains(job.id().toString());
  }
}
