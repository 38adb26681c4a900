package dev.lorafoundry.api.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.testkit.Unique;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What workers say of themselves and REST tells of them. */
final class WorkerReportIT {
  @Test
  void tellsTheMemoryOfTheDeviceWhereTheWorkerDid() {
    String older = Unique.name("older");
    String told = Unique.name("told");
    report(older, Map.of());
    report(told, Map.of("deviceMemory", 24L << 30));

    assertThat(shown(told).at("/deviceMemory").asLong()).isEqualTo(24L << 30);
    assertThat(shown(told).at("/device").asString()).isEqualTo("cuda:0");
    assertThat(shown(older).at("/deviceMemory").isNumber()).isFalse();
  }

  /** Of a worker that takes no more work, so that nobody waits for it. */
  private static void report(String id, Map<String, Object> more) {
    Map<String, Object> report = new LinkedHashMap<>(more);
    report.put("id", id);
    report.put("kinds", List.of("TRAINING"));
    report.put("device", "cuda:0");
    report.put("softwareVersion", "0.1.0");
    report.put("draining", true);
    TestApi.post("/internal/v1/workers")
        .bearer(TestApi.WORKER_TOKEN)
        .json(report)
        .send()
        .expect(204);
  }

  private static JsonNode shown(String id) {
    JsonNode items = TestApi.get("/api/v1/workers").send().expect(200).json().at("/items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(each -> each.at("/id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
