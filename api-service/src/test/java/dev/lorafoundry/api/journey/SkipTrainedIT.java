package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.testkit.Unique;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that leave out what is there already. */
final class SkipTrainedIT {
  @RegisterExtension private static final Installation API = new Installation();
  private static final String RUNS = "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/runs";
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void trainsEachCombinationOnce() {
    JsonNode first = API.post(RUNS, skipping("1,2"), 201);

    JsonNode plan = API.post(RUNS + "/dry-run", skipping("1,2,3"), 200);
    JsonNode second = API.post(RUNS, skipping("1,2,3"), 201);
    JsonNode refused = API.post(RUNS, skipping("1,2,3"), 422);

    assertThat(first.path("jobs")).hasSize(2);
    assertThat(plan.path("totalJobs").asInt()).isEqualTo(1);
    assertThat(plan.path("notes").path(0).asString())
        .matches("Combination seed 1 is there already: job \\S+-seed-1, which is waiting\\.");
    assertThat(second.path("jobs")).hasSize(1);
    assertThat(second.path("notes")).hasSize(2);
    assertThat(refused.path("detail").asString())
        .contains(
            "All 3 combinations are there already",
            "do not leave out what is trained already (skipTrained)");

    cancel(first);
    assertThat(API.post(RUNS + "/dry-run", skipping("1,2,3"), 200).path("totalJobs").asInt())
        .isEqualTo(2);
    cancel(second);
  }

  @Test
  void trainsOnceWhatIsAskedForSeveralTimesAtOnce() {
    List<HttpResponse<byte[]>> answers =
        atOnce(i -> API.send("POST", RUNS, JSON.writeValueAsString(skipping("11,12"))));

    assertThat(answers).extracting(HttpResponse::statusCode).contains(201).contains(422);
    List<JsonNode> started = started(answers);
    assertThat(started).hasSize(1);
    assertThat(started.get(0).path("jobs")).hasSize(2);
    cancel(started.get(0));
  }

  @Test
  void answersTheSameRequestInTheSameWay() {
    String key = Unique.name("key");
    String body = JSON.writeValueAsString(skipping("21,22"));

    List<HttpResponse<byte[]>> answers =
        atOnce(i -> API.send("POST", RUNS, body, "Idempotency-Key", key));
    JsonNode last = API.postWithKey(RUNS, body, key, 201);

    assertThat(answers).extracting(HttpResponse::statusCode).contains(201).isSubsetOf(201, 409);
    assertThat(started(answers)).containsOnly(last);
    assertThat(last.path("jobs")).hasSize(2);
    cancel(last);
  }

  private interface Sending {
    HttpResponse<byte[]> send(int number);
  }

  private static List<HttpResponse<byte[]>> atOnce(Sending sending) {
    List<CompletableFuture<HttpResponse<byte[]>>> sent =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> sending.send(i)))
            .toList();
    return sent.stream().map(CompletableFuture::join).toList();
  }

  private static List<JsonNode> started(List<HttpResponse<byte[]>> answers) {
    return answers.stream()
        .filter(answer -> answer.statusCode() == 201)
        .map(answer -> JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8)))
        .toList();
  }

  private static void cancel(JsonNode run) {
    API.post("/api/v1/runs/" + run.path("id").asString() + "/cancel", Map.of(), 200);
  }

  private static Map<String, Object> skipping(String seeds) {
    Map<String, Object> body = new HashMap<>();
    body.put("baseModel", JobExample.MODEL.id().toString());
    body.put("settings", Map.of("seed", seeds, "rank", 8, "epochs", 1));
    body.put("skipTrained", true);
    return body;
  }
}
