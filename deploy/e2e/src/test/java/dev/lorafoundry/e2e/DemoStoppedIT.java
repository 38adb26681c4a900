package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.standalone.client.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A demo whose run somebody cancels. */
final class DemoStoppedIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void endsWithFailureIfItIsToExit() throws Exception {
    try (FoundryProcess demo = start(Map.of("LORA_FOUNDRY_EXIT", "1"))) {
      cancelTheRun(demo);

      assertThat(demo.awaitExit(LIMIT)).as(demo.output()).isEqualTo(1);
      assertThat(result().get("ok").asBoolean()).isFalse();
      assertThat(result().get("jobs"))
          .hasSize(4)
          .allMatch(job -> job.get("state").asString().equals("cancelled"));
    }
  }

  @Test
  void staysUpOtherwise() throws Exception {
    List<ProcessHandle> family;
    try (FoundryProcess demo = start(Map.of())) {
      cancelTheRun(demo);

      demo.awaitUp();
      family = demo.family();
      assertThat(demo.client().project("Sample")).isPresent();
      assertThat(demo.output()).containsSubsequence("cancelled", "Sign in, once: http://127.0.0.1");
    }
    await()
        .atMost(FoundryProcess.END_LIMIT)
        .until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
  }

  private FoundryProcess start(Map<String, String> environment) throws IOException {
    return FoundryProcess.start(
        folder.resolve("state"), folder.resolve("output.txt"), environment, "demo");
  }

  private static void cancelTheRun(FoundryProcess demo) {
    await("the grid to be submitted")
        .atMost(LIMIT)
        .until(() -> demo.output().contains("Grid of 4 jobs"));
    Project project = demo.client().project("Sample").orElseThrow();
    VersionId version = project.versions().get(0).id();
    JsonNode runs = demo.json("GET", "/api/v1/versions/" + version + "/runs").get("items");
    JsonNode run =
        demo.json("POST", "/api/v1/runs/" + runs.get(0).get("id").asString() + "/cancel");
    assertThat(run.get("jobs")).hasSize(4);
  }

  private JsonNode result() {
    return new JsonMapper().readTree(folder.resolve("state/demo-result.json").toFile());
  }
}
