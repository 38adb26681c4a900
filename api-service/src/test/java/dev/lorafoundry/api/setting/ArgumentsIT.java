package dev.lorafoundry.api.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

final class ArgumentsIT {
  private static final String PATH = "/api/v1/settings/arguments";

  @Test
  void saysWhatArgumentsMean() {
    JsonNode answer =
        translate(
            Map.of(
                "arguments", "--network_dim 16 --optimizer_args betas=0.9,0.95 --xformers",
                "argumentsToml", "[a]\noptimizer_type = 'lion'\nresolution = 768\n"));

    assertThat(answer.path("settings").path("rank").asInt()).isEqualTo(16);
    assertThat(answer.path("settings").path("beta2").asDouble()).isEqualTo(0.95);
    assertThat(answer.path("settings").path("optimizer").asString()).isEqualTo("Lion");
    assertThat(answer.path("preparation").path("width").asInt()).isEqualTo(768);
    assertThat(answer.path("notes").toString()).contains("Left out: --xformers.");
    assertThat(answer.path("options").findValuesAsString("outcome"))
        .contains("HONOURED", "PASSED")
        .doesNotContain("REFUSED");
    assertThat(answer.path("problems")).isEmpty();
  }

  @Test
  void answersWithProblemsWhileSomebodyStillWrites() {
    JsonNode answer =
        translate(Map.of("arguments", "--network_dim --learning_rte 1", "argumentsToml", "seed ="));

    assertThat(answer.path("problems"))
        .extracting(problem -> problem.path("setting").asString())
        .containsExactly("argumentsToml", "arguments", "arguments");
  }

  @Test
  void nothingMeansNothing() {
    assertThat(translate(Map.of()).path("settings")).isEmpty();
  }

  @Test
  void neverRepeatsSecrets() {
    Reply reply =
        TestApi.post(PATH)
            .json(Map.of("arguments", "--wandb_api_key SECRET --huggingface_token=SECRET SECRET"))
            .send()
            .expect(200);

    assertThat(reply.text()).contains("--wandb_api_key").doesNotContain("SECRET");
  }

  @Test
  void listsPresets() {
    JsonNode presets = TestApi.get("/api/v1/presets").send().expect(200).json();

    assertThat(presets.findValuesAsString("name")).contains("character-sd1", "low-memory-sdxl");
    assertThat(presets.path(0).path("settings")).isNotEmpty();
  }

  @Test
  void savesAndRemovesPresets() {
    String name = Unique.name("Ölfarbe (dick)");
    Map<String, Object> preset = Map.of("name", name, "settings", Map.of("rank", 6));
    String path = "/api/v1/presets/" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8);

    TestApi.post("/api/v1/presets").json(preset).send().expect(201);
    assertThat(TestApi.post("/api/v1/presets").json(preset).send().expect(422).text())
        .contains("choose another name");
    assertThat(TestApi.get("/api/v1/presets").send().json().findValuesAsString("name"))
        .contains(name);
    TestApi.delete(path).send().expect(204);

    TestApi.delete(path).send().expect(404);
    TestApi.delete("/api/v1/presets/character-sd1").send().expect(422);
  }

  private static JsonNode translate(Map<String, String> body) {
    return TestApi.post(PATH).json(body).send().expect(200).json();
  }
}
