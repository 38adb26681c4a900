package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.contracts.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Previews that people ask for, of one checkpoint or of many. */
final class PreviewRequestIT {
  @RegisterExtension
  private static final Installation API =
      new Installation().with("lora-foundry.run.max-previews-per-request", 4);

  private static final String OF_VERSION =
      "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/previews";

  @AfterEach
  void forgetRuns() {
    var unused = API.bean(JdbcClient.class).sql("delete from run").update();
  }

  @Test
  void rendersACheckpointAsItsRunDoes() {
    JsonNode run = API.run(Map.of());
    Checkpoint checkpoint = saved(run, 0, 1);

    JsonNode preview = API.post(of(checkpoint), Map.of(), 202);

    assertThat(preview.path("checkpointId").asString()).isEqualTo(checkpoint.id().toString());
    assertThat(preview.path("jobId").asString()).isEqualTo(checkpoint.job().toString());
    assertThat(preview.path("state").asString()).isEqualTo("queued");
    assertThat(preview.path("total").asInt()).isEqualTo(1);
    JsonNode settings = preview.path("settings");
    assertThat(settings.path("width").asInt()).isEqualTo(64);
    assertThat(settings.path("prompt").asString())
        .isNotBlank()
        .isEqualTo(run.path("preview").path("prompt").asString());
    assertThat(seeds(preview)).isEqualTo(longs(run.path("preview").path("seeds")));
    assertThat(API.get(of(checkpoint)).path("items")).containsExactly(preview);
    assertThat(queued(preview)).isTrue();
  }

  @Test
  void needsNoBody() {
    Checkpoint checkpoint = saved(API.run(Map.of()), 0, 1);

    assertThat(API.send("POST", of(checkpoint), null).statusCode()).isEqualTo(202);
  }

  @Test
  void rendersACheckpointAsAskedAndTheRestAsItsRunDoes() {
    Checkpoint checkpoint = saved(API.run(Map.of()), 0, 1);

    JsonNode preview =
        API.post(
            of(checkpoint),
            Map.of("prompt", "a lighthouse", "seeds", List.of(7, 8), "loraWeights", "0.5, 1"),
            202);

    JsonNode settings = preview.path("settings");
    assertThat(settings.path("prompt").asString()).isEqualTo("a lighthouse");
    assertThat(settings.path("height").asInt()).isEqualTo(64);
    assertThat(seeds(preview)).containsExactly(7L, 8L);
    assertThat(preview.path("total").asInt()).isEqualTo(4);
  }

  @Test
  void drawsSeedsOnceForAllCheckpointsOfAJob() {
    JsonNode run = API.run(Map.of("seed", "1,2"));
    Checkpoint first = saved(run, 0, 1);
    Checkpoint second = saved(run, 0, 2);
    Checkpoint ofOtherJob = saved(run, 1, 1);

    JsonNode page =
        API.post(
            "/api/v1/jobs/" + first.job() + "/previews", Map.of("seeds", List.of(-1, -1)), 202);

    assertThat(checkpoints(page))
        .containsExactly(first.id().toString(), second.id().toString())
        .doesNotContain(ofOtherJob.id().toString());
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(seeds(page.path("items").path(0)))
        .hasSize(2)
        .doesNotContain(-1L)
        .isEqualTo(seeds(page.path("items").path(1)));
  }

  @Test
  void drawsSeedsOnceForAllCheckpointsOfAVersion() {
    Checkpoint one = saved(API.run(Map.of()), 0, 1);
    Checkpoint other = saved(API.run(Map.of()), 0, 1);

    JsonNode page = API.post(OF_VERSION, Map.of("seeds", -1), 202);

    assertThat(checkpoints(page))
        .containsExactlyInAnyOrder(one.id().toString(), other.id().toString());
    assertThat(seeds(page.path("items").path(0)))
        .hasSize(1)
        .doesNotContain(-1L)
        .isEqualTo(seeds(page.path("items").path(1)));
  }

  @Test
  void rendersOnlyWhatHasNoPreviewIfAsked() {
    Checkpoint one = saved(API.run(Map.of()), 0, 1);
    Checkpoint other = saved(API.run(Map.of()), 0, 1);
    var unused = API.post("/api/v1/checkpoints/" + one.id() + "/previews", Map.of(), 202);

    assertThat(checkpoints(API.post(OF_VERSION + "?missing=true", Map.of(), 202)))
        .containsExactly(other.id().toString());
    assertThat(API.post(OF_VERSION + "?missing=true", Map.of(), 202).path("items")).isEmpty();
  }

  @Test
  void drawsSeedsOnceForCheckpointsThatSomebodyChose() {
    Checkpoint one = saved(API.run(Map.of()), 0, 1);
    Checkpoint other = saved(API.run(Map.of()), 0, 1);
    List<String> both = List.of(other.id().toString(), one.id().toString(), one.id().toString());

    JsonNode page =
        API.post(
            "/api/v1/previews", Map.of("checkpoints", both, "settings", Map.of("seeds", -1)), 202);

    assertThat(checkpoints(page)).containsExactly(other.id().toString(), one.id().toString());
    assertThat(seeds(page.path("items").path(0)))
        .hasSize(1)
        .isEqualTo(seeds(page.path("items").path(1)));
  }

  @Test
  void refusesSelectionsOfNoneOrTooManyOrOthers() {
    List<String> five = Stream.generate(() -> UUID.randomUUID().toString()).limit(5).toList();

    assertThat(refused(Map.of(), 400)).contains("0 of them", "give 1 to 4 ids");
    assertThat(refused(Map.of("checkpoints", five), 400)).contains("5 of them");
    assertThat(refused(Map.of("checkpoints", five.subList(0, 1)), 404))
        .contains("no checkpoint " + five.get(0));
  }

  private static String refused(Map<String, ?> selection, int status) {
    return API.post("/api/v1/previews", selection, status).path("detail").asString();
  }

  @Test
  void rendersNothingWhereThereIsNoCheckpoint() {
    String job = Installation.jobs(API.run(Map.of())).get(0);

    assertThat(API.post("/api/v1/jobs/" + job + "/previews", Map.of(), 202).path("items"))
        .isEmpty();
    assertThat(API.post(OF_VERSION, Map.of(), 202).path("items")).isEmpty();
  }

  @Test
  void knowsNoOtherCheckpointsJobsAndVersions() {
    String nobody = UUID.randomUUID().toString();

    for (String kind : List.of("checkpoint", "job", "version")) {
      String path = "/api/v1/" + kind + "s/" + nobody + "/previews";
      assertThat(API.post(path, Map.of(), 404).path("detail").asString())
          .contains("no " + kind, nobody);
    }
  }

  @Test
  void refusesMorePicturesThanAPreviewMayHave() {
    Checkpoint checkpoint = saved(API.run(Map.of()), 0, 1);

    JsonNode problem = API.post(of(checkpoint), Map.of("seeds", range(67), "batchCount", 6), 422);
    API.post(of(checkpoint), Map.of("seeds", range(100), "batchCount", 4), 202);

    assertThat(problem.path("detail").asString())
        .isEqualTo(
            "Each preview would have 402 pictures, at most 400 are allowed: give fewer values or smaller batches.");
    assertThat(API.get(of(checkpoint)).path("total").asInt()).isEqualTo(1);
  }

  @Test
  void refusesSettingsThatDoNotExistAndValuesThatAreNotAllowed() {
    Checkpoint checkpoint = saved(API.run(Map.of()), 0, 1);

    JsonNode problem = API.post(of(checkpoint), Map.of("promt", "x", "width", 65), 422);

    assertThat(problem.path("detail").asString())
        .contains("did you mean prompt?", "width '65' is not allowed");
    assertThat(API.get(of(checkpoint)).path("items")).isEmpty();
  }

  @Test
  void refusesSettingsThatDoNotExistEvenWhereThereIsNoCheckpoint() {
    String job = Installation.jobs(API.run(Map.of())).get(0);

    for (String path : List.of(OF_VERSION, "/api/v1/jobs/" + job + "/previews")) {
      assertThat(API.post(path, Map.of("promt", "x"), 422).path("detail").asString())
          .contains("did you mean prompt?");
    }
  }

  @Test
  void listsThePreviewsOfACheckpointPageByPage() {
    Checkpoint checkpoint = saved(API.run(Map.of()), 0, 1);
    JsonNode older = API.post(of(checkpoint), Map.of(), 202);
    JsonNode newer = API.post(of(checkpoint), Map.of(), 202);

    JsonNode first = API.get(of(checkpoint) + "?size=1");
    JsonNode second = API.get(of(checkpoint) + "?size=1&page=1");

    assertThat(first.path("items")).containsExactly(newer);
    assertThat(second.path("items")).containsExactly(older);
    assertThat(second.path("total").asInt()).isEqualTo(2);
  }

  @Test
  void refusesMorePreviewsThanARequestMayAskFor() {
    JsonNode run = API.run(Map.of());
    for (int epoch = 1; epoch <= 4; epoch++) {
      saved(run, 0, epoch);
    }
    assertThat(API.post(OF_VERSION, Map.of(), 202).path("total").asInt()).isEqualTo(4);
    Checkpoint last = saved(run, 0, 5);

    for (String path : List.of(OF_VERSION, "/api/v1/jobs/" + last.job() + "/previews")) {
      assertThat(API.post(path, Map.of(), 422).path("detail").asString())
          .isEqualTo(
              "The request asks for 5 previews, one of each checkpoint, at most 4 are allowed: ask job by job or checkpoint by checkpoint.");
    }
    assertThat(API.get(of(last)).path("items")).isEmpty();
  }

  @Test
  void rendersOnceWhatIsAskedForTwiceWithTheSameKey() {
    Checkpoint checkpoint = saved(API.run(Map.of()), 0, 1);
    String key = UUID.randomUUID().toString();

    JsonNode first = API.postWithKey(of(checkpoint), "{\"seeds\": -1}", key, 202);
    JsonNode again = API.postWithKey(of(checkpoint), "{\"seeds\": -1}", key, 202);
    JsonNode other = API.postWithKey(of(checkpoint), "{\"seeds\": 7}", key, 422);

    assertThat(again).isEqualTo(first);
    assertThat(other.path("detail").asString()).contains("was used for another request");
    assertThat(API.get(of(checkpoint)).path("total").asInt()).isEqualTo(1);
  }

  /** A checkpoint of one of the run's jobs. */
  private static Checkpoint saved(JsonNode run, int job, int epoch) {
    JobId id = JobId.parse(Installation.jobs(run).get(job));
    Job of = API.bean(Jobs.class).find(id).orElseThrow();
    Checkpoint checkpoint = CheckpointExample.checkpoint(of, epoch);
    assertThat(API.bean(Checkpoints.class).add(checkpoint)).isTrue();
    return checkpoint;
  }

  private static String of(Checkpoint checkpoint) {
    return "/api/v1/checkpoints/" + checkpoint.id() + "/previews";
  }

  private static boolean queued(JsonNode preview) {
    return API.bean(JdbcClient.class)
        .sql("select exists (select 1 from work where kind = 'PREVIEW' and id = :id)")
        .param("id", UUID.fromString(preview.path("id").asString()))
        .query(Boolean.class)
        .single();
  }

  private static List<String> checkpoints(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("items").forEach(item -> ids.add(item.path("checkpointId").asString()));
    return ids;
  }

  private static List<Long> seeds(JsonNode preview) {
    return longs(preview.path("settings").path("seeds"));
  }

  private static List<Long> longs(JsonNode values) {
    List<Long> longs = new ArrayList<>();
    values.forEach(value -> longs.add(value.asLong()));
    return longs;
  }

  private static List<Integer> range(int count) {
    return java.util.stream.IntStream.range(0, count).boxed().toList();
  }
}
