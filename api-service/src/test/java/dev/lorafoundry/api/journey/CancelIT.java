package dev.lorafoundry.api.journey;

import static dev.lorafoundry.api.journey.PlayedWorker.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nobody renders here but who is asked to, so that previews stay open until they are cancelled. */
final class CancelIT {
  private final Installation api =
      new Installation().with("lora-foundry.queue.lease", "60s").start();
  private final PlayedWorker trainer = new PlayedWorker("trainer-1", WorkKind.TRAINING, api);
  private final CheckpointId checkpoint = CheckpointId.random();

  @AfterEach
  void end() {
    trainer.close();
    api.close();
  }

  @Test
  void cancelsAPreviewOnce() {
    trained(api.run(Map.of("seed", 11)));
    String preview = previewOf(checkpoint);

    JsonNode cancelled = api.post(preview + "/cancel", Map.of(), 200);
    JsonNode again = api.post(preview + "/cancel", Map.of(), 409);

    assertThat(cancelled.path("state").asString()).isEqualTo("cancelled");
    assertThat(cancelled.path("reason").asString()).isEqualTo("Cancelled by request.");
    assertThat(again.path("detail").asString())
        .startsWith("Can't cancel preview/")
        .contains("it is cancelled. That is possible while it is queued or ");
  }

  @Test
  void tellsAWorkerThatRendersToStop() {
    TrainingJob job = trained(api.run(Map.of("seed", 12)));
    try (PlayedWorker renderer = new PlayedWorker("renderer-1", WorkKind.PREVIEW, api)) {
      PreviewJob offer = renderer.offered(PreviewJob.class, each -> each.job().equals(job.id()));
      renderer.claimed(WorkId.of(offer.id()), offer.dispatch());
      String preview = "/api/v1/previews/" + offer.id();

      assertThat(api.post(preview + "/cancel", Map.of(), 200).path("state").asString())
          .isEqualTo("cancelling");
      assertThat(renderer.commandFor(WorkId.of(offer.id()), 1)).isEqualTo(Command.CANCEL);
      assertThat(api.post(preview + "/cancel", Map.of(), 409).path("detail").asString())
          .contains("it is cancelling");
    }
  }

  @Test
  void saysThatThereIsNoSuchPreview() {
    JsonNode problem =
        api.post("/api/v1/previews/" + CheckpointId.random() + "/cancel", Map.of(), 404);

    assertThat(problem.path("detail").asString()).startsWith("There is no preview ");
  }

  @Test
  void cancelsThePreviewsOfACancelledJob() {
    TrainingJob job = begun(api.run(Map.of("seed", 13)));
    String preview = previewOf(checkpoint);

    api.post("/api/v1/jobs/" + job.id() + "/cancel", Map.of(), 200);

    assertThat(api.get(preview).path("state").asString()).isEqualTo("cancelled");
    assertThat(api.get(preview).path("reason").asString()).isEqualTo("Its job was cancelled.");
    CheckpointId late = CheckpointId.random();
    trainer.say(saved(job, late, 3, 2));
    await()
        .atMost(Installation.PATIENCE)
        .until(
            () -> api.get("/api/v1/jobs/" + job.id() + "/checkpoints").path("items").size() == 2);
    assertThat(api.get("/api/v1/checkpoints/" + late + "/previews").path("items")).isEmpty();
  }

  @Test
  void cancelsThePreviewsOfACancelledRunThoughItsJobIsDone() {
    JsonNode run = api.run(Map.of("seed", 14));
    TrainingJob job = trained(run);
    String preview = previewOf(checkpoint);

    api.post("/api/v1/runs/" + run.path("id").asString() + "/cancel", Map.of(), 200);

    assertThat(api.get(preview).path("state").asString()).isEqualTo("cancelled");
    assertThat(api.get("/api/v1/jobs/" + job.id()).path("state").asString()).isEqualTo("done");
  }

  /** Address of the only preview that the checkpoint's run asked for. */
  private String previewOf(CheckpointId of) {
    String list = "/api/v1/checkpoints/" + of + "/previews";
    await()
        .atMost(Installation.PATIENCE)
        .untilAsserted(() -> assertThat(api.get(list).path("items")).hasSize(1));
    return "/api/v1/previews/" + api.get(list).path("items").path(0).path("id").asString();
  }

  private TrainingJob trained(JsonNode run) {
    TrainingJob job = begun(run);
    trainer.say(new TrainingEvent.Finished(job.id(), header(1, 3), 0.125, Duration.ofSeconds(2)));
    api.awaitState("/api/v1/jobs/" + job.id(), "done");
    return job;
  }

  private TrainingJob begun(JsonNode run) {
    List<String> jobs = Installation.jobs(run);
    TrainingJob job =
        trainer.offered(TrainingJob.class, each -> jobs.contains(each.id().toString()));
    trainer.claimed(WorkId.of(job.id()), job.dispatch());
    trainer.say(new TrainingEvent.Started(job.id(), header(1, 1), 0, 40, 40));
    trainer.say(saved(job, checkpoint, 2, 1));
    return job;
  }

  private static TrainingEvent saved(TrainingJob job, CheckpointId id, long sequence, int epoch) {
    return new TrainingEvent.CheckpointSaved(
        job.id(),
        header(1, sequence),
        id,
        "starz-v5-00000" + epoch + ".safetensors",
        epoch,
        20L * epoch,
        false,
        0.125,
        null,
        "jobs/" + job.id() + "/e1/" + epoch + ".safetensors",
        "00ff",
        5,
        "jobs/" + job.id() + "/e1/state-" + 20 * epoch + ".safetensors",
        "00ff");
  }
}
