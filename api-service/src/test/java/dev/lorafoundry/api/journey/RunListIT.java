package dev.lorafoundry.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class RunListIT {
  @Test
  void showsEachRunWithItsOwnJobs() {
    try (Installation api = new Installation().start()) {
      JsonNode older = api.run(Map.of("optimizer", "Lion,AdamW"));
      JsonNode newer = api.run(Map.of("seed", "1,2,3"));

      JsonNode list = api.get("/api/v1/versions/" + ReadyDataset.VERSION.id() + "/runs");

      assertThat(list.path("total").asInt()).isEqualTo(2);
      assertThat(list.path("items")).containsExactly(detail(api, newer), detail(api, older));
      assertThat(Installation.jobs(list.path("items").path(0)))
          .hasSize(3)
          .isEqualTo(Installation.jobs(newer));
      assertThat(Installation.jobs(list.path("items").path(1)))
          .hasSize(2)
          .isEqualTo(Installation.jobs(older));
    }
  }

  private static JsonNode detail(Installation api, JsonNode run) {
    return api.get("/api/v1/runs/" + run.path("id").asString());
  }
}
