package dev.lorafoundry.api.journey;

import static dev.lorafoundry.api.journey.PlayedWorker.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Runs that do not keep all checkpoints, with a real database and a real store. */
final class KeepIT {
  private static final String RUNS = "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/runs";

  private static final String LORA_TASKS =
      "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/lora-tasks";

  private final Installation api =
      new Installation().with("lora-foundry.queue.lease", "60s").start();
  private final PlayedWorker trainer = new PlayedWorker("trainer-1", WorkKind.TRAINING, api);
  private final PlayedWorker renderer = new PlayedWorker("renderer-1", WorkKind.PREVIEW, api);
  private final List<CheckpointId> saved = new ArrayList<>();

  @AfterEach
  void end() {
    trainer.close();
    renderer.close();
    api.close();
  }

  @Test
  void keepsTheLatest() {
    TrainingJob job = started(Map.of("latest", 1), false);
    saveStep(job, 1);
    assertThat(dropped(0)).isFalse();
    saveStep(job, 2);

    await().atMost(Installation.PATIENCE).until(() -> dropped(0));
    assertThat(dropped(1)).isFalse();
    assertThat(status("/api/v1/checkpoints/" + saved.get(0) + "/file")).isEqualTo(410);
    assertThat(status("/api/v1/checkpoints/" + saved.get(1) + "/file")).isEqualTo(200);
    JsonNode refused = api.post("/api/v1/checkpoints/" + saved.get(0) + "/previews", Map.of(), 409);
    assertThat(refused.path("detail").asString()).contains("its file was dropped");
    assertThat(api.post("/api/v1/jobs/" + job.id() + "/previews", Map.of(), 202).path("items"))
        .hasSize(1);
    await()
        .atMost(Installation.PATIENCE.multipliedBy(2))
        .untilAsserted(() -> assertThat(store().exists(key(job, 1))).isFalse());
    assertThat(store().exists(key(job, 2))).isTrue();
    assertThat(api.get("/api/v1/jobs/" + job.id() + "/checkpoints").path("items"))
        .as("two of one epoch")
        .extracting(
            each -> each.path("epoch").asInt(),
            each -> each.path("step").asInt(),
            each -> each.path("byStep").asBoolean())
        .containsExactly(tuple(0, 1, true), tuple(0, 2, true));
  }

  @Test
  void keepsTheBestOnceTheJobIsDone() {
    TrainingJob job = started(Map.of("best", 1), false);
    save(job, 1, 0.3, false);
    save(job, 2, 0.1, false);
    save(job, 3, 0.2, true);
    assertThat(List.of(dropped(0), dropped(1), dropped(2))).containsOnly(false);

    trainer.say(new TrainingEvent.Finished(job.id(), header(1, 5), 0.1, Duration.ofSeconds(2)));

    await().atMost(Installation.PATIENCE).until(() -> dropped(0));
    assertThat(dropped(1)).as("the best").isFalse();
    assertThat(dropped(2)).as("the last").isFalse();
  }

  @Test
  void dropsNoneWhileAPreviewOfItWaits() {
    TrainingJob job = started(Map.of("latest", 1), true);
    save(job, 1, 0.2, false);
    save(job, 2, 0.1, false);
    assertThat(dropped(0)).isFalse();
    PreviewJob preview =
        renderer.offered(PreviewJob.class, each -> each.checkpoint().equals(saved.get(0)));
    renderer.claimed(WorkId.of(preview.id()), preview.dispatch());

    renderer.say(new PreviewEvent.Failed(preview.id(), header(1, 1), FailureKind.BAD_INPUT, "No."));

    await().atMost(Installation.PATIENCE).until(() -> dropped(0));
    assertThat(dropped(1)).isFalse();
  }

  @Test
  void dropsNoneThatATrainingBeginsWith() {
    TrainingJob job = started(Map.of("latest", 1), false);
    save(job, 1, 0.1, false);
    JsonNode further =
        api.post(
            RUNS,
            Map.of(
                "baseModel",
                JobExample.MODEL.id().toString(),
                "settings",
                Map.of("startFrom", saved.get(0).toString(), "ranksFromStart", true)),
            201);
    save(job, 2, 0.2, false);
    save(job, 3, 0.3, true);

    await().atMost(Installation.PATIENCE).until(() -> dropped(1));
    assertThat(dropped(0)).isFalse();
    assertThat(
            trainer
                .offered(
                    TrainingJob.class,
                    each -> Installation.jobs(further).contains(each.id().toString()))
                .loras())
        .extracting(LoraReference::id, LoraReference::key)
        .containsExactly(tuple(saved.get(0).value(), key(job, 1).value()));
  }

  @Test
  void dropsNoneWhileALoraIsToBeMadeOfIt() {
    TrainingJob job = started(Map.of("latest", 1), false);
    save(job, 1, 0.2, false);
    List<Map<String, String>> sources = List.of(Map.of("checkpointId", saved.get(0).toString()));
    JsonNode asked =
        api.post(LORA_TASKS, Map.of("kind", "resize", "name", "s", "sources", sources), 202);
    save(job, 2, 0.1, false);
    assertThat(dropped(0)).isFalse();

    try (PlayedWorker maker = new PlayedWorker("maker-1", WorkKind.LORA_TASK, api)) {
      LoraTaskJob task = maker.offered(LoraTaskJob.class, each -> isOf(asked, each));
      maker.claimed(WorkId.of(task.id()), task.dispatch());
      assertThat(dropped(0)).isFalse();
      maker.say(new LoraTaskEvent.Failed(task.id(), header(1, 1), FailureKind.BAD_INPUT, "No."));
    }

    await().atMost(Installation.PATIENCE).until(() -> dropped(0));
    assertThat(dropped(1)).isFalse();
  }

  private static boolean isOf(JsonNode asked, LoraTaskJob task) {
    return task.id().toString().equals(asked.path("id").asString());
  }

  private TrainingJob started(Map<String, Integer> keep, boolean previews) {
    JsonNode run =
        api.post(
            RUNS,
            Map.of(
                "baseModel",
                JobExample.MODEL.id().toString(),
                "settings",
                Map.of("rank", 8, "epochs", 3, "saveEverySteps", 1),
                "preview",
                Map.of("width", 64, "height", 64),
                "previewAfterTraining",
                previews,
                "keep",
                keep),
            201);
    assertThat(run.path("keep").properties()).hasSize(1);
    List<String> jobs = Installation.jobs(run);
    TrainingJob job =
        trainer.offered(TrainingJob.class, each -> jobs.contains(each.id().toString()));
    trainer.claimed(WorkId.of(job.id()), job.dispatch());
    trainer.say(new TrainingEvent.Started(job.id(), header(1, 1), 0, 120, 40));
    return job;
  }

  private void save(TrainingJob job, int epoch, double validationLoss, boolean last) {
    save(job, epoch, epoch, 40L * epoch, validationLoss, last);
  }

  /** Within the first epoch. */
  private void saveStep(TrainingJob job, int step) {
    save(job, step, 0, step, null, false);
  }

  private void save(
      TrainingJob job,
      int number,
      int epoch,
      long step,
      @Nullable Double validationLoss,
      boolean last) {
    ObjectKey lora = key(job, number);
    store().put(lora, Content.of(new byte[5], Content.BINARY));
    CheckpointId checkpoint = CheckpointId.random();
    saved.add(checkpoint);
    trainer.say(
        new TrainingEvent.CheckpointSaved(
            job.id(),
            header(1, 1L + number),
            checkpoint,
            lora.name(),
            epoch,
            step,
            last,
            validationLoss == null,
            0.125,
            validationLoss,
            lora.value(),
            "00ff",
            5,
            "jobs/" + job.id() + "/e1/state-" + number,
            "00ff"));
    await()
        .atMost(Installation.PATIENCE)
        .until(() -> status("/api/v1/checkpoints/" + checkpoint) == 200);
  }

  private static ObjectKey key(TrainingJob job, int epoch) {
    return ObjectKey.of("jobs", job.id().toString(), "e1", "lora-" + epoch + ".safetensors");
  }

  private int status(String path) {
    return api.send("GET", path, null).statusCode();
  }

  private boolean dropped(int number) {
    return api.get("/api/v1/checkpoints/" + saved.get(number)).hasNonNull("droppedAt");
  }

  private ObjectStore store() {
    return api.bean(ObjectStore.class);
  }
}
