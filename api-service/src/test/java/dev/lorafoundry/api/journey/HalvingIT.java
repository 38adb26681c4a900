package dev.lorafoundry.api.journey;

import static dev.lorafoundry.api.journey.PlayedWorker.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A run whose weak jobs end early, with a real database and real workers' words. */
final class HalvingIT {
  private final Installation api =
      new Installation()
          .with("lora-foundry.queue.lease", "60s")
          .with("lora-foundry.queue.look-ahead", 0) // why: a worker takes offers that it passes by
          .start();
  private final PlayedWorker one = new PlayedWorker("trainer-1", WorkKind.TRAINING, api);
  private final PlayedWorker other = new PlayedWorker("trainer-2", WorkKind.TRAINING, api);

  @AfterEach
  void end() {
    one.close();
    other.close();
    api.close();
  }

  @Test
  void endsTheWeakerJobAtTheFirstRung() {
    JsonNode run =
        api.post(
            "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/runs",
            Map.of(
                "baseModel",
                JobExample.MODEL.id().toString(),
                "settings",
                Map.of("rank", List.of(4, 8), "epochs", 3, "saveEveryEpochs", 1),
                "previewAfterTraining",
                false,
                "halving",
                Map.of("eta", 2)),
            201);
    assertThat(run.path("halving").path("minEpochs").asInt()).isEqualTo(1);
    assertThat(run.path("endedEarly").isNull()).isTrue();
    assertThat(results()).doesNotContain("Ended early");
    List<String> jobs = Installation.jobs(run);
    TrainingJob strong = started(one, jobs);
    jobs.remove(strong.id().toString());
    TrainingJob weak = started(other, jobs);
    assertThat(other.heartbeat(WorkId.of(weak.id()), 1)).isTrue();

    save(one, strong, 1, 0.1);
    await()
        .atMost(Installation.PATIENCE)
        .until(() -> api.get(path(strong)).path("checkpoints").asInt() == 1);
    save(other, weak, 1, 0.2);

    api.awaitState(path(weak), "done");
    JsonNode ended = api.get(path(weak));
    assertThat(ended.path("reason").asString())
        .isEqualTo(
            "Ended early after epoch 1: number 2 of the 2 jobs that came so far, of which 1 went"
                + " on. That saves 80 steps, about 40 seconds.");
    assertThat(ended.path("step").asInt()).isEqualTo(40);
    assertThat(ended.path("totalSteps").asInt()).isEqualTo(40);
    JsonNode saved = api.get("/api/v1/runs/" + run.path("id").asString()).path("endedEarly");
    assertThat(saved.path("jobs").asInt()).isEqualTo(1);
    assertThat(saved.path("savedGpuSeconds").asLong()).isEqualTo(40);
    assertThat(results()).contains("Ended early: 1 of 2 jobs; about 40 s of GPU time saved");
    assertThat(other.heartbeat(WorkId.of(weak.id()), 1)).isFalse();
    assertThat(api.get(path(strong)).path("state").asString()).isEqualTo("running");
    assertThat(one.heartbeat(WorkId.of(strong.id()), 1)).isTrue();

    double late = late();
    save(other, weak, 2, 0.01);
    await().atMost(Installation.PATIENCE).until(() -> late() == late + 1);
    save(one, strong, 2, 0.1);
    await()
        .atMost(Installation.PATIENCE)
        .until(() -> api.get(path(strong)).path("checkpoints").asInt() == 2);
    assertThat(api.get(path(strong)).path("state").asString()).isEqualTo("running");
    assertThat(api.get(path(weak)).path("checkpoints").asInt()).isEqualTo(1);
    await()
        .atMost(Installation.PATIENCE)
        .untilAsserted(() -> assertThat(store().exists(lora(weak, 2))).isFalse());
    assertThat(List.of(lora(weak, 1), lora(strong, 1), lora(strong, 2))).allMatch(store()::exists);
  }

  private String results() {
    return new String(api.bytes("/versions/" + ReadyDataset.VERSION.id() + "/jobs"), UTF_8);
  }

  private double late() {
    return api.count("lora.foundry.queue.fenced.writes", "cause", "late");
  }

  private static TrainingJob started(PlayedWorker trainer, List<String> jobs) {
    TrainingJob job =
        trainer.offered(TrainingJob.class, each -> jobs.contains(each.id().toString()));
    trainer.claimed(WorkId.of(job.id()), job.dispatch());
    trainer.say(new TrainingEvent.Started(job.id(), header(1, 1), 0, 120, 40));
    trainer.say(
        new TrainingEvent.Progressed(
            job.id(), header(1, 2), 40, 1, 2, List.of(new Point(40, 0.5, 1e-4))));
    return job;
  }

  private void save(PlayedWorker trainer, TrainingJob job, int epoch, double validationLoss) {
    ObjectKey lora = lora(job, epoch);
    store().put(lora, Content.of(new byte[5], Content.BINARY));
    trainer.say(
        new TrainingEvent.CheckpointSaved(
            job.id(),
            header(1, 2L + epoch),
            CheckpointId.random(),
            lora.name(),
            epoch,
            40L * epoch,
            false,
            0.125,
            validationLoss,
            lora.value(),
            "00ff",
            5,
            "jobs/" + job.id() + "/e1/state-40.safetensors",
            "00ff"));
  }

  private static ObjectKey lora(TrainingJob job, int epoch) {
    return ObjectKey.of("jobs", job.id().toString(), "e1", "a-00000" + epoch + ".safetensors");
  }

  private ObjectStore store() {
    return api.bean(ObjectStore.class);
  }

  private static String path(TrainingJob job) {
    return "/api/v1/jobs/" + job.id();
  }
}
