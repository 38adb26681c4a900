package dev.lorafoundry.api.journey;

import static dev.lorafoundry.api.journey.PlayedWorker.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** LoRAs that are made of others, from the request to the file. */
final class LoraTaskIT {
  @RegisterExtension private static final Installation API = new Installation();

  private static final String OF_VERSION =
      "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/lora-tasks";

  /** why: jobs of one version differ in their settings */
  private static final AtomicInteger SEEDS = new AtomicInteger(100);

  @Test
  void makesALoraThatCanBeUsedLikeAnyOther() {
    Checkpoint source = saved();
    JsonNode task =
        API.post(
            OF_VERSION,
            Map.of(
                "kind",
                "resize",
                "name",
                "small",
                "sources",
                List.of(Map.of("checkpointId", source.id().toString())),
                "settings",
                Map.of("rank", 4)),
            202);
    assertThat(task.path("state").asString()).isEqualTo("queued");
    assertThat(task.path("settings").path("savePrecision").asString()).isEqualTo("fp16");

    finish(task, source);

    String address = "/api/v1/lora-tasks/" + task.path("id").asString();
    API.awaitState(address, "done");
    JsonNode done = API.get(address);
    assertThat(done.path("ranks").path("kept").asDouble()).isEqualTo(0.75);
    assertThat(API.get(OF_VERSION).path("items").valueStream().toList()).contains(done);
    String made = done.path("checkpointId").asString();
    JsonNode checkpoint = API.get("/api/v1/checkpoints/" + made);
    assertThat(checkpoint.path("taskId")).isEqualTo(task.path("id"));
    assertThat(checkpoint.path("name").asString()).isEqualTo("small.safetensors");
    assertThat(API.bytes(done.path("fileUrl").asString())).hasSize(3);
    assertThat(API.get("/api/v1/jobs/" + source.job() + "/checkpoints").path("items")).hasSize(1);
    API.post("/api/v1/checkpoints/" + made + "/previews", Map.of(), 202);
    JsonNode run = API.run(Map.of("seed", 31, "startFrom", made, "ranksFromStart", true));
    assertThat(refused(made).path("detail").asString())
        .contains(
            "network LoHa is not that of checkpoint " + made,
            "dora inputs is not that of checkpoint " + made,
            "has ranks of its own");
    assertThat(Installation.jobs(run)).hasSize(1);
  }

  @Test
  void asksOnceForWhatIsAskedTwiceWithTheSameKeyAndCancels() {
    Checkpoint source = saved();
    String body =
        """
        {"kind": "merge", "settings": {"mergeMethod": "concat"},
         "sources": [{"checkpointId": "ID", "weight": 0.5}, {"checkpointId": "ID"}]}
        """
            .replace("ID", source.id().toString());
    String key = UUID.randomUUID().toString();

    JsonNode task = API.postWithKey(OF_VERSION, body, key, 202);

    assertThat(API.postWithKey(OF_VERSION, body, key, 202)).isEqualTo(task);
    try (PlayedWorker worker = new PlayedWorker("maker-2", WorkKind.LORA_TASK, API)) {
      LoraTaskJob job = worker.offered(LoraTaskJob.class, each -> is(each, task));
      assertThat(job.sources()).extracting(LoraTaskJob.Source::weight).containsExactly(0.5, 1.0);
      worker.claimed(WorkId.of(job.id()), job.dispatch());
      String cancel = "/api/v1/lora-tasks/" + job.id() + "/cancel";
      assertThat(API.post(cancel, Map.of(), 200).path("state").asString()).isEqualTo("cancelling");
      assertThat(worker.commandFor(WorkId.of(job.id()), 1)).isEqualTo(Command.CANCEL);
      API.post(cancel, Map.of(), 409);
    }
  }

  @Test
  void discardsWhatIsMadeTooLate() {
    Checkpoint source = saved();
    JsonNode task =
        API.post(
            OF_VERSION,
            Map.of("kind", "resize", "name", "late", "sources", List.of(source(source))),
            202);
    String address = "/api/v1/lora-tasks/" + task.path("id").asString();
    try (PlayedWorker first = new PlayedWorker("maker-3", WorkKind.LORA_TASK, API);
        PlayedWorker second = new PlayedWorker("maker-4", WorkKind.LORA_TASK, API)) {
      LoraTaskJob job = first.offered(LoraTaskJob.class, each -> is(each, task));
      WorkId work = WorkId.of(job.id());
      first.claimed(work, job.dispatch());
      LoraTaskJob again =
          second.offered(
              LoraTaskJob.class,
              each -> is(each, task) && each.dispatch().value() > job.dispatch().value());
      assertThat(second.claimed(work, again.dispatch()).epoch().value()).isEqualTo(2);

      ObjectKey tooLate = make(first, job, 1);
      await()
          .atMost(Installation.PATIENCE)
          .until(() -> second.heartbeat(work, 2) && isDiscarded(tooLate));
      assertThat(API.get(address).path("state").asString()).isEqualTo("running");
      assertThat(API.get(address).hasNonNull("checkpointId")).isFalse();

      ObjectKey inTime = make(second, job, 2);
      API.awaitState(address, "done");
      assertThat(API.get(address).hasNonNull("checkpointId")).isTrue();
      assertThat(isDiscarded(inTime)).isFalse();
    }
  }

  @Test
  void discardsWhatIsMadeAfterItWasCancelled() {
    JsonNode task =
        API.post(
            OF_VERSION,
            Map.of("kind", "resize", "name", "gone", "sources", List.of(source(saved()))),
            202);
    String address = "/api/v1/lora-tasks/" + task.path("id").asString();
    try (PlayedWorker worker = new PlayedWorker("maker-5", WorkKind.LORA_TASK, API)) {
      LoraTaskJob job = worker.offered(LoraTaskJob.class, each -> is(each, task));
      worker.claimed(WorkId.of(job.id()), job.dispatch());
      API.post(address + "/cancel", Map.of(), 200);
      API.awaitState(address, "cancelled"); // why: its lease ends, since it says nothing

      ObjectKey tooLate = make(worker, job, 1);
      await().atMost(Installation.PATIENCE).until(() -> isDiscarded(tooLate));

      assertThat(API.get(address).hasNonNull("checkpointId")).isFalse();
      assertThat(API.get(address).path("state").asString()).isEqualTo("cancelled");
    }
  }

  /** Noted as what nobody needs, or deleted already. */
  private static boolean isDiscarded(ObjectKey key) {
    return API.bean(Pictures.class).discarded(1000).contains(key.value())
        || !API.bean(ObjectStore.class).exists(key);
  }

  private static Map<String, String> source(Checkpoint checkpoint) {
    return Map.of("checkpointId", checkpoint.id().toString());
  }

  @Test
  void saysEverythingThatIsWrong() {
    UUID unknown = UUID.randomUUID();

    JsonNode problem =
        API.post(
            OF_VERSION,
            Map.of(
                "kind", "merge",
                "sources", List.of(Map.of("checkpointId", unknown)),
                "settings", Map.of("rank", 0)),
            422);

    assertThat(problem.path("problems").valueStream().map(each -> each.path("setting").asString()))
        .containsExactly("rank", "sources");
    assertThat(problem.path("detail").asString()).contains("There is no checkpoint " + unknown);
    API.post("/api/v1/versions/" + unknown + "/lora-tasks", Map.of("kind", "resize"), 404);
    API.post("/api/v1/lora-tasks/" + unknown + "/cancel", Map.of(), 404);
  }

  private static JsonNode refused(String made) {
    return API.post(
        "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/runs",
        Map.of(
            "baseModel",
            JobExample.MODEL.id().toString(),
            "settings",
            Map.of("startFrom", made, "network", "LoHa", "dora", "inputs", "rank", 8)),
        422);
  }

  private static void finish(JsonNode task, Checkpoint source) {
    try (PlayedWorker worker = new PlayedWorker("maker-1", WorkKind.LORA_TASK, API)) {
      LoraTaskJob job = worker.offered(LoraTaskJob.class, each -> is(each, task));
      assertThat(job.name()).isEqualTo("small");
      assertThat(job.sources().get(0).lora().key()).isEqualTo(source.key());
      worker.claimed(WorkId.of(job.id()), job.dispatch());
      ObjectKey unused = make(worker, job, 1);
    }
  }

  /** Stores what an attempt made, and says so. */
  private static ObjectKey make(PlayedWorker worker, LoraTaskJob job, int epoch) {
    ObjectKey key = ObjectKey.of("loras", job.id().toString(), "e" + epoch, "lora.safetensors");
    API.bean(ObjectStore.class).put(key, Content.of(new byte[] {1, 2, 3}, Content.BINARY));
    worker.say(
        new LoraTaskEvent.Finished(
            job.id(),
            header(epoch, 1),
            key.value(),
            "00ff",
            3,
            new LoraTaskEvent.Ranks(5, 4, 4, 0.75)));
    return key;
  }

  private static boolean is(LoraTaskJob job, JsonNode task) {
    return job.id().toString().equals(task.path("id").asString());
  }

  private static Checkpoint saved() {
    JsonNode run = API.run(Map.of("seed", SEEDS.incrementAndGet()));
    JobId id = JobId.parse(Installation.jobs(run).get(0));
    Job of = API.bean(Jobs.class).find(id).orElseThrow();
    Checkpoint checkpoint = CheckpointExample.checkpoint(of, 1);
    assertThat(API.bean(Checkpoints.class).add(checkpoint)).isTrue();
    return checkpoint;
  }
}
