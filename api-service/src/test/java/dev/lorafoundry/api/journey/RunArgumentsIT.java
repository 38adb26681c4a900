package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.JobExample;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Runs that are asked for with a preset and with arguments of sd-scripts. */
final class RunArgumentsIT {
  @RegisterExtension private static final Installation API = new Installation();
  private static final String RUNS = "/api/v1/versions/" + ReadyDataset.VERSION.id() + "/runs";

  @Test
  void aDryRunShowsWhatResults() {
    JsonNode plan =
        API.post(
            RUNS + "/dry-run",
            body("--network_dim=8 --lr_warmup_steps 10%", "[a]\nseed = 7\nnetwork_dim = 4"),
            200);

    assertThat(plan.path("totalJobs").asInt()).isEqualTo(2);
    assertThat(plan.path("settings").path("rank").asInt()).isEqualTo(8);
    assertThat(plan.path("settings").path("learningRate").asString()).isEqualTo("1e-4,2e-4");
    JsonNode settings = plan.path("jobs").path(0).path("settings");
    assertThat(settings.path("rank").asInt()).isEqualTo(8);
    assertThat(settings.path("warmup").asDouble()).isEqualTo(0.1);
    assertThat(settings.path("seed").asInt()).isEqualTo(7);
    assertThat(settings.path("optimizer").asString()).isEqualTo("AdamW");
    assertThat(plan.path("notes").toString())
        .contains("--network_dim is given at line 3 of the TOML and at line 1, column 1")
        .contains("pixels are asked for");
  }

  @Test
  void refusesWithEveryProblemAtOnce() {
    Map<String, Object> body = body("--learning_rte 1 --resume x", "seed = -1");
    body.put("preset", "charakter-sd1");
    body.put("settings", Map.of("epochs", 0));

    JsonNode problem = API.post(RUNS + "/dry-run", body, 422);

    assertThat(problem.path("problems"))
        .extracting(each -> each.path("setting").asString())
        .containsExactlyInAnyOrder("preset", "argumentsToml", "arguments", "arguments", "epochs");
    assertThat(problem.path("detail").asString())
        .contains("did you mean character-sd1?", "did you mean --learning_rate?");
  }

  @Test
  void aRunRemembersSettingsAndNoArguments() {
    JsonNode run =
        API.post(
            RUNS, body("--network_dim 8 --wandb_api_key SECRET --max_train_epochs 1", ""), 201);
    String id = run.path("id").asString();

    JsonNode found = API.get("/api/v1/runs/" + id);

    assertThat(found.path("settings").path("rank").asInt()).isEqualTo(8);
    assertThat(found.path("settings").path("alpha").asInt()).isEqualTo(16);
    assertThat(found.toString()).contains("--wandb_api_key").doesNotContain("SECRET");
    API.post("/api/v1/runs/" + id + "/cancel", Map.of(), 200);
  }

  private static Map<String, Object> body(String arguments, String toml) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("baseModel", JobExample.MODEL.id().toString());
    body.put("preset", "character-sd1");
    body.put("settings", Map.of("learningRate", "1e-4,2e-4"));
    body.put("arguments", arguments);
    body.put("argumentsToml", toml);
    return body;
  }
}
