package dev.lorafoundry.api.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class SettingIT {
  @Test
  void listsEverySettingOfEachCatalogue() {
    for (Catalogue catalogue : Catalogue.values()) {
      JsonNode list =
          TestApi.get("/api/v1/settings/" + catalogue.label()).send().expect(200).json();

      assertThat(list.findValuesAsString("name"))
          .containsExactlyElementsOf(
              catalogue.settings().definitions().stream().map(each -> each.name()).toList());
      assertThat(list.findValuesAsString("help")).allMatch(help -> !help.isBlank());
    }
  }

  @Test
  void describesASetting() {
    JsonNode list = TestApi.get("/api/v1/settings/training").send().json();
    JsonNode rank = setting(list, "rank");
    JsonNode optimizer = setting(list, "optimizer");

    assertThat(rank.path("type").asString()).isEqualTo("integer");
    assertThat(rank.path("min").asDouble()).isEqualTo(1);
    assertThat(rank.path("default"))
        .hasToString(String.valueOf(SettingsCatalogue.TRAINING.defaults().get("rank")));
    assertThat(optimizer.path("type").asString()).isEqualTo("choice");
    assertThat(optimizer.path("choices").toString()).contains("\"AdamW\"", "\"Lion\"");
  }

  @Test
  void saysWhichCataloguesThereAre() {
    TestApi.get("/api/v1/settings/traning")
        .send()
        .expectProblem(404, "training, preparation, preview or lora-task");
  }

  private static JsonNode setting(JsonNode list, String name) {
    return list.valueStream()
        .filter(each -> each.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
