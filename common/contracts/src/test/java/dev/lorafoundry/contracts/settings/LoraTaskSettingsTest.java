package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class LoraTaskSettingsTest {
  @Test
  void hasDefaults() {
    LoraTaskSettings defaults = SettingsCatalogue.LORA_TASK.read(Map.of());

    assertThat(defaults).isEqualTo(LoraTaskSettings.DEFAULTS);
    assertThat(defaults.rankOrDefault()).isEqualTo(4);
    assertThat(defaults.convRankOrDefault()).isEqualTo(4);
    assertThat(defaults.mergeMethodOrDefault()).isEqualTo(MergeMethod.SVD);
    assertThat(defaults.choosesRanks()).isTrue();
  }

  @Test
  void readsEverySetting() {
    LoraTaskSettings all =
        new LoraTaskSettings(
            LoraTaskKind.MERGE,
            32,
            16,
            RankMethod.SV_FRO,
            0.9,
            MergeMethod.SVD,
            SavePrecision.BF16);

    assertThat(
            SettingsCatalogue.LORA_TASK.read(
                Map.of(
                    "kind", "merge",
                    "rank", 32,
                    "convRank", 16,
                    "rankMethod", "sv_fro",
                    "rankParameter", 0.9,
                    "mergeMethod", "svd",
                    "savePrecision", "bf16")))
        .isEqualTo(all);
    assertThat(SettingsCatalogue.LORA_TASK.valuesOf(all))
        .hasSameSizeAs(SettingsCatalogue.LORA_TASK.definitions());
  }

  @Test
  void survivesTheWireAndAnOlderVersion() {
    JsonMapper json = JsonMapper.builder().build();
    LoraTaskSettings settings =
        SettingsCatalogue.LORA_TASK.read(Map.of("kind", "merge", "mergeMethod", "concat"));

    assertThat(json.readValue(json.writeValueAsString(settings), LoraTaskSettings.class))
        .isEqualTo(settings);
    assertThat(json.readValue("{\"rank\": 8, \"gone\": 1}", LoraTaskSettings.class))
        .isEqualTo(SettingsCatalogue.LORA_TASK.read(Map.of("rank", 8)));
    assertThat(settings.choosesRanks()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resize | rankMethod | sv_ratio | rankParameter (none) is not allowed with rankMethod sv_ratio",
        "resize | rankParameter | 0.5 | rankParameter 0.5 is not allowed with rankMethod fixed",
        "resize | mergeMethod | svd | has no use where one LoRA is resized",
        "resize | rank | 0 | rank '0'"
      })
  void refusesWhatContradictsItself(String kind, String setting, String value, String message) {
    assertThatThrownBy(() -> SettingsCatalogue.LORA_TASK.read(Map.of("kind", kind, setting, value)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"sv_ratio, 0.9", "sv_cumulative, 1.1", "sv_fro, 2"})
  void refusesParametersThatTheirMethodCanNotHave(String method, double parameter) {
    assertThatThrownBy(
            () ->
                SettingsCatalogue.LORA_TASK.read(
                    Map.of("rankMethod", method, "rankParameter", parameter)))
        .hasMessageContaining("rankParameter " + parameter + " is not allowed with");
  }

  @Test
  void refusesRanksWhereTheyComeOfThemselves() {
    Map<String, Object> given =
        new HashMap<>(Map.of("kind", "merge", "mergeMethod", "concat", "rank", 4, "convRank", 4));
    given.put("rankMethod", "sv_ratio");
    given.put("rankParameter", 2);

    assertThatThrownBy(() -> SettingsCatalogue.LORA_TASK.read(given))
        .isInstanceOfSatisfying(
            InvalidSettings.class,
            invalid ->
                assertThat(invalid.problems())
                    .extracting(SettingProblem::setting)
                    .containsExactly("rank", "convRank", "rankMethod"));
  }
}
