package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StartSettingsTest {
  private static final UUID A = UUID.fromString("0b1c2d3e-0000-4000-8000-00000000000a");
  private static final UUID B = UUID.fromString("0b1c2d3e-0000-4000-8000-00000000000b");

  private static StartSettings read(Map<String, ?> given) {
    return SettingsCatalogue.TRAINING.read(given).start();
  }

  @Test
  void aTrainingBeginsWithANewLoraWhereNothingIsSaid() {
    StartSettings settings = read(Map.of("startFrom", "", "mergeBefore", " "));

    assertThat(settings).isEqualTo(StartSettings.DEFAULTS);
    assertThat(settings.start()).isEmpty();
    assertThat(settings.merges()).isEmpty();
    assertThat(settings.loras()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A B", "A,B", " A ,\tB ", "a  b"})
  void readsIdsWithSpacesOrCommasBetween(String ids) {
    String text =
        ids.replaceAll("[Aa]", A.toString().toUpperCase(Locale.ROOT))
            .replaceAll("(?<![0-9A-F])[Bb](?![0-9A-F])", B.toString());

    StartSettings settings = read(Map.of("mergeBefore", text, "mergeMultipliers", "-0.5"));

    assertThat(settings.mergeBefore()).isEqualTo(A + " " + B);
    assertThat(settings.merges())
        .containsExactly(new StartSettings.Merge(A, -0.5), new StartSettings.Merge(B, 1));
  }

  @Test
  void knowsAllCheckpointsThatItNeeds() {
    StartSettings settings =
        read(Map.of("startFrom", B.toString(), "mergeBefore", A + " " + B + " " + A));

    assertThat(settings.start()).contains(B);
    assertThat(settings.loras()).containsExactly(B, A);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "startFrom | /models/a.safetensors | use the id of one checkpoint",
        "startFrom | 1-1-1-1-1 | use the id of one checkpoint",
        "mergeBefore | https://example.org/a | use ids of checkpoints",
        "mergeBefore | A x | use ids of checkpoints",
        "mergeMultipliers | 1 | needs an id in mergeBefore for each of its numbers",
        "ranksFromStart | true | needs startFrom"
      })
  void refusesWhatNamesNoCheckpoint(String setting, String value, String reason) {
    Map<String, String> given = Map.of(setting, value.replace("A", A.toString()));

    assertThatThrownBy(() -> read(given))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(setting + " ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2 3", "x", "101", "--1", "1-1", "NaN"})
  void refusesMultipliersThatAreNone(String multipliers) {
    Map<String, Object> given = new HashMap<>();
    given.put("mergeBefore", A + " " + B);
    given.put("mergeMultipliers", multipliers);

    assertThatThrownBy(() -> read(given))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("mergeMultipliers " + multipliers.toLowerCase(Locale.ROOT));
  }
}
