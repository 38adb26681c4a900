package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.TestFiles;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.testing.Call;
import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that come with an Idempotency-Key, and come again. */
final class KeyedRequestsIT {
  private final String key = Unique.name("key");

  @Test
  void sameRequestAtTheSameTimeIsDoneOnce() {
    Map<String, String> body = Map.of("name", Unique.name("at once"));
    List<CompletableFuture<Reply>> sent =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> keyed("/api/v1/projects").json(body).send()))
            .limit(6)
            .toList();
    List<Reply> replies = sent.stream().map(CompletableFuture::join).toList();

    assertThat(replies).extracting(Reply::status).contains(201).isSubsetOf(201, 409);
    assertThat(replies)
        .filteredOn(reply -> reply.status() == 409)
        .allSatisfy(reply -> assertThat(reply.at("/detail")).contains("is under way"));
    assertThat(replies)
        .filteredOn(reply -> reply.status() == 201)
        .extracting(reply -> reply.at("/id"))
        .containsOnly(keyed("/api/v1/projects").json(body).send().expect(201).at("/id"));
    assertThat(count("select count(*) from project where name = ?", body.get("name"))).isEqualTo(1);
  }

  @Test
  void refusedRequestLeavesItsKeyFree() {
    keyed("/api/v1/projects").json(Map.of("name", "")).send().expect(422);

    keyed("/api/v1/projects").json(Map.of("name", Unique.name("again"))).send().expect(201);
  }

  @Test
  void startsOneRun() {
    try (Installation api = new Installation().start()) {
      String path = "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/runs";
      String grid = grid("Lion,AdamW");

      JsonNode first = api.postWithKey(path, grid, key, 201);
      JsonNode again = api.postWithKey(path, grid, key, 201);
      JsonNode other = api.postWithKey(path, grid("AdamW"), key, 422);

      assertThat(again).isEqualTo(first);
      assertThat(Installation.jobs(first)).hasSize(2);
      assertThat(other.path("detail").asString()).contains("was used for another request");
      assertThat(api.get(path).path("total").asInt()).isEqualTo(1);
      assertThat(api.get("/api/v1/jobs").path("total").asInt()).isEqualTo(2);
    }
  }

  @Test
  void reportsRefusedFilesOfAnUpload() {
    String project =
        TestApi.post("/api/v1/projects").json(Map.of("name", Unique.name("set"))).send().at("/id");
    String version =
        TestApi.post("/api/v1/projects/" + project + "/versions")
            .json(Map.of("name", "v1"))
            .send()
            .at("/id");
    String path = "/api/v1/versions/" + version + "/pictures";
    Multipart form =
        new Multipart()
            .file("files", "cat.png", TestFiles.png(7))
            .file("files", "cat.txt", "x".repeat(4_001).getBytes(StandardCharsets.UTF_8))
            .file("files", "dog.png", TestFiles.png(8));

    Reply first = keyed(path).multipart(form).send().expect(200);
    Reply again = keyed(path).multipart(form).send().expect(200);

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(first.json().path("accepted")).hasSize(2);
    assertThat(first.at("/refused/0/reason")).contains("4,001 characters");
    assertThat(TestApi.get(path).send().json().path("total").asInt()).isEqualTo(2);
  }

  @Test
  void keepsNoSecret() {
    Reply first = keyed("/api/v1/sign-in-links").send().expect(201);
    String token = first.at("/url").replaceAll(".*token=", "");

    Reply again = keyed("/api/v1/sign-in-links").send();

    again.expectProblem(409, "told once", "use a new key");
    assertThat(token).hasSizeGreaterThan(20);
    assertThat(
            count(
                "select count(*) from idempotent_request r where r::text like '%' || ? || '%'",
                token))
        .isZero();
    assertThat(count("select count(*) from idempotent_request where key = ?", key)).isEqualTo(1);
  }

  private Call keyed(String path) {
    return TestApi.post(path).header("Idempotency-Key", key);
  }

  private static int count(String sql, String value) {
    return TestApi.bean(JdbcClient.class).sql(sql).param(value).query(Integer.class).single();
  }

  private static String grid(String optimizers) {
    return new JsonMapper()
        .writeValueAsString(
            Map.of(
                "baseModel",
                JobExample.MODEL.id().toString(),
                "settings",
                Map.of("optimizer", optimizers, "rank", 8, "epochs", 1),
                "preview",
                Map.of("loraWeights", List.of(1), "width", 64, "height", 64)));
  }
}
