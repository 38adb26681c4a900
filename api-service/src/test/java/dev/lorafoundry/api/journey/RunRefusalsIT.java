package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What people may get wrong about runs, and what they are told. */
final class RunRefusalsIT {
  @RegisterExtension
  private static final Installation API = new Installation().with("lora-foundry.run.max-jobs", 6);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learningRate | 0     | learningRate '0' is not allowed: use a number above 0",
        "learningRate | -0.1  | learningRate '-0.1' is not allowed: use a number above 0",
        "learningRate | NaN   | learningRate 'NaN' is not allowed: use a number above 0",
        "learningRate | 1e-4x | learningRate '1e-4x' is not allowed: use a number above 0",
        "epochs       | 0     | epochs '0' is not allowed: use a whole number from 1",
        "epochs       | 1,2,3,4,5,6,7 | The grid has 7 combinations, at most 6 are allowed",
        "batchSize    | 41    | batchSize 41 is larger than the dataset, which shows 40 pictures",
        "scaleVPrediction | true | scaleVPrediction is not allowed with a base model that predicts",
        "learning_rat | 1     | did you mean learningRate?",
      })
  void refusesSettings(String setting, String value, String sentence) {
    JsonNode problem = refused(ReadyDataset.VERSION, Map.of(setting, value));

    assertThat(problem.path("detail").asString()).contains(sentence);
    assertThat(problem.path("problems").path(0).path("message").asString()).contains(sentence);
  }

  @Test
  void refusesAGridWithoutValues() {
    JsonNode problem = refused(ReadyDataset.VERSION, Map.of("learningRate", List.of()));

    assertThat(problem.path("detail").asString()).contains("learningRate has no values");
  }

  @Test
  void refusesGroupsThatDoNotGoTogether() {
    Map<String, Object> body = body(Map.of("rank", "4,8", "alpha", "1,2,3"));
    List<@Nullable List<@Nullable String>> groups = new ArrayList<>();
    groups.add(List.of("rank", "alpha"));
    groups.add(null);
    groups.add(Arrays.asList("epochs", null));
    body.put("zip", groups);

    JsonNode problem = API.post(runs(ReadyDataset.VERSION.id()), body, 422);

    assertThat(problem.path("problems"))
        .hasSize(4)
        .allSatisfy(each -> assertThat(each.path("setting").asString()).isEqualTo("zip"));
    assertThat(problem.path("detail").asString())
        .contains(
            "rank has 2 values, alpha has 3 values",
            "fewer than two settings",
            "epochs is not among the settings",
            "there is no setting 'null'");
  }

  @Test
  void refusesDatasetsThatCannotBeTrainedOn() {
    assertThat(refused(ReadyDataset.EMPTY, Map.of()).path("detail").asString())
        .contains("The dataset is empty: upload pictures");
    assertThat(refused(ReadyDataset.UNPREPARED, Map.of()).path("detail").asString())
        .contains("The dataset is not prepared: its 12 pictures");
  }

  @Test
  void tellsWhatIsWrongWithARequestAndItsSettingsAtOnce() {
    Map<String, Object> body = body(Map.of("epochs", 0));
    body.remove("baseModel");
    body.put("priority", "urgent");
    body.put("preset", "cat");
    body.put("keep", Map.of("best", "all"));

    JsonNode problem = API.post(runs(ReadyDataset.UNPREPARED.id()), body, 422);

    assertThat(problem.path("problems"))
        .extracting(each -> each.path("setting").asString())
        .containsExactly("baseModel", "priority", "preset", "epochs", "keep.best", "dataset");
    assertThat(problem.path("detail").asString())
        .contains(
            "baseModel is missing",
            "priority 'urgent' is not allowed: use low, normal or high",
            "keep best 'all' is not allowed: use a whole number from 1 to 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-5-pruned", "0b4c1a52-6f0e-4b7f-9a54-7b8f2f2f7e11"})
  void refusesBaseModelsThatNobodyRegistered(String model) {
    Map<String, Object> body = body(Map.of());
    body.put("baseModel", model);

    assertThat(API.post(runs(ReadyDataset.VERSION.id()), body, 422).path("detail").asString())
        .contains("There is no base model '%s': choose a registered one.".formatted(model));
  }

  @Test
  void knowsNoOtherVersionsRunsAndJobs() {
    UUID nobody = UUID.randomUUID();

    for (String kind : List.of("runs", "previews")) {
      String path = "/api/v1/versions/" + nobody + "/" + kind;
      assertThat(API.post(path, body(Map.of()), 404).path("detail").asString())
          .isEqualTo(
              "There is no version %s: see the versions of a project at /api/v1/projects."
                  .formatted(nobody));
    }
    for (String path : List.of("runs/", "jobs/", "checkpoints/", "previews/")) {
      var answer = API.send("GET", "/api/v1/" + path + nobody, null);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("There is no", nobody.toString(), ": see ");
    }
  }

  @Test
  void saysWhatARunWouldDoWithoutStartingIt() {
    JsonNode plan =
        API.post(
            runs(ReadyDataset.VERSION.id()) + "/dry-run",
            body(Map.of("optimizer", "Lion,AdamW", "epochs", 3, "saveEverySteps", 25)),
            200);

    assertThat(plan.path("totalJobs").asInt()).isEqualTo(2);
    assertThat(plan.path("totalSteps").asInt()).isEqualTo(240);
    assertThat(plan.path("totalCheckpoints").asInt()).isEqualTo(12);
    assertThat(plan.path("jobs").path(0).path("checkpoints").asInt()).isEqualTo(6);
    assertThat(plan.path("estimate").path("basis").asString()).startsWith("No estimate");
    assertThat(jobsNamed(plan.path("jobs").path(0).path("name").asString())).isZero();
  }

  @Test
  void combinesSettingsThatGoTogetherRowByRow() {
    Map<String, Object> body = body(Map.of("rank", List.of(4, 8), "alpha", "1,2"));
    body.put("zip", List.of(List.of("rank", "alpha")));

    JsonNode plan = API.post(runs(ReadyDataset.VERSION.id()) + "/dry-run", body, 200);
    JsonNode run = API.post(runs(ReadyDataset.VERSION.id()), body, 201);

    assertThat(plan.path("totalJobs").asInt()).isEqualTo(2);
    assertThat(run.path("jobs")).hasSize(2);
    String path = "/api/v1/runs/" + run.path("id").asString();
    assertThat(API.get(path).path("zip").toString()).isEqualTo("[[\"rank\",\"alpha\"]]");
    API.post(path + "/cancel", Map.of(), 200);
  }

  @Test
  void refusesWhatAStateDoesNotAllow() {
    String job = Installation.jobs(API.run(Map.of("seed", 1))).get(0);

    assertThat(API.post("/api/v1/jobs/" + job + "/retry", Map.of(), 409).path("detail").asString())
        .contains("it is queued. That is possible while it is failed or cancelled");
    API.post("/api/v1/jobs/" + job + "/pause", Map.of(), 200);
    assertThat(API.get("/api/v1/jobs/" + job).path("state").asString()).isEqualTo("paused");
    API.post("/api/v1/jobs/" + job + "/resume", Map.of(), 200);
    API.post("/api/v1/jobs/" + job + "/cancel", Map.of(), 200);
    API.post("/api/v1/jobs/" + job + "/cancel", Map.of(), 409);
  }

  @Test
  void cancelsWholeRunsAsOftenAsAsked() {
    String run = API.run(Map.of("seed", "2,3")).path("id").asString();

    for (int i = 0; i < 2; i++) {
      JsonNode cancelled = API.post("/api/v1/runs/" + run + "/cancel", Map.of(), 200);
      assertThat(cancelled.path("state").asString()).isEqualTo("cancelled");
    }
  }

  @Test
  void tellsWhyWorkWaits() {
    String job = Installation.jobs(API.run(Map.of("seed", 4))).get(0);

    assertThat(API.get("/api/v1/queue").path("items"))
        .anySatisfy(
            waiting -> {
              assertThat(waiting.path("id").asString()).isEqualTo(job);
              assertThat(waiting.path("reason").asString()).contains("start one");
            });
    API.post("/api/v1/jobs/" + job + "/cancel", Map.of(), 200);
  }

  @Test
  void refusesUnknownStatesInTheList() {
    var answer = API.send("GET", "/api/v1/jobs?state=sleeping", null);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("state 'sleeping' is not allowed: use one or more of queued, released");
  }

  private static long jobsNamed(String name) {
    long count = 0;
    for (JsonNode job : API.get("/api/v1/jobs?size=500").path("items")) {
      count += job.path("name").asString().equals(name) ? 1 : 0;
    }
    return count;
  }

  private static JsonNode refused(Version version, Map<String, ?> settings) {
    return API.post(runs(version.id()), body(settings), 422);
  }

  private static String runs(VersionId version) {
    return "/api/v1/versions/" + version + "/runs";
  }

  private static Map<String, Object> body(Map<String, ?> settings) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.putIfAbsent("rank", 8);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("baseModel", JobExample.MODEL.id().toString());
    body.put("settings", all);
    return body;
  }
}
