package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormSettingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rank | 1 – 1024, whole",
        "learningRate | > 0, ≤ 10",
        "decayRate | -1 – -0.01",
      })
  void tellsItsRange(String setting, String range) {
    assertThat(Said.english(setting(setting, Map.of()).allowed())).isEqualTo(range);
  }

  @Test
  void tellsItsDefaultWhateverItShows() {
    FormSetting rank = setting("rank", Map.of("rank", "4..16 step 4"));

    assertThat(rank.field().value()).isEqualTo("4..16 step 4");
    assertThat(rank.standard()).isEqualTo("128");
    assertThat(rank.sdScripts()).isEqualTo("network_dim");
    assertThat(Said.english(setting("minSnrGamma", Map.of()).shownDefault())).isEqualTo("not set");
    assertThat(Said.english(setting("relativeStep", Map.of()).shownDefault())).isEqualTo("on");
    assertThat(setting("captionSeparator", Map.of()).standard()).isEqualTo(",");
  }

  @Test
  void ticksSeveralValuesOfOneText() {
    FormSetting optimizer = setting("optimizer", Map.of("optimizer", "adamw, Lion"));

    assertThat(optimizer.field().choices())
        .filteredOn(Field.Option::chosen)
        .extracting(Field.Option::value)
        .isEqualTo(List.of("AdamW", "Lion"));
  }

  private static FormSetting setting(String name, Map<String, ?> shown) {
    return Objects.requireNonNull(SettingsFields.TRAINING.settings(shown).get(name), name);
  }
}
