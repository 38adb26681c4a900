package dev.lorafoundry.api.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.training.UnusedSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PresetsTest {
  @ParameterizedTest
  @ValueSource(strings = {"character", "style", "object", "low-memory", "sd-scripts"})
  void thereIsOneForEachFamily(String kind) {
    assertThat(presets().named(kind + "-sd1").family()).isEqualTo(Family.SD1);
    assertThat(presets().named(kind + "-sdxl").family()).isEqualTo(Family.SDXL);
    assertThat(presets().named(kind + "-sd2-512").family()).isEqualTo(Family.SD2);
    assertThat(presets().named(kind + "-sd2-768").family()).isEqualTo(Family.SD2);
  }

  @Test
  void eachSaysMoreThanItsName() {
    for (Preset preset : presets().all()) {
      assertThat(preset.settings()).as(preset.name()).hasSizeGreaterThan(5);
      assertThat(preset.preparation()).as(preset.name()).containsKeys("width", "height");
    }
  }

  @Test
  void thoseOfSd2AreMadeForOnePredictionAndItsSize() {
    assertThat(presets().all())
        .filteredOn(preset -> preset.family() == Family.SD2)
        .hasSize(10)
        .allSatisfy(
            preset -> {
              int size = preset.prediction() == PredictionType.V ? 768 : 512;
              assertThat(preset.preparation()).containsEntry("width", size);
              assertThat(preset.preparation()).containsEntry("height", size);
              assertThat(SettingsCatalogue.PREVIEW.read(preset.preview()).width()).isEqualTo(size);
              assertThat(preset.name()).endsWith("-" + size);
            });
  }

  @Test
  void eachSaysWhatItIsFor() {
    assertThat(presets().all())
        .hasSizeGreaterThanOrEqualTo(20)
        .allSatisfy(preset -> assertThat(preset.purpose()).matches("[A-Z].{40,}\\."));
  }

  @Test
  void holdsNoSettingThatChangesNothing() {
    for (Preset preset : presets().all()) {
      TrainingSettings settings = SettingsCatalogue.TRAINING.read(preset.settings());
      assertThat(UnusedSettings.of(settings, Objects.requireNonNull(preset.family())))
          .as(preset.name())
          .isEmpty();
    }
  }

  @Test
  void refusesSettingsThatDoNotExistOrAreNotAllowed() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(Map.of("rnk", 8), Map.of("rank", 0))) {
      assertThatThrownBy(
              () -> new Preset("a", "A", Family.SD1, null, "For A.", wrong, Map.of(), Map.of()))
          .isInstanceOf(InvalidSettings.class);
    }
  }

  @Test
  void suggestsTheNearestName() {
    Presets presets = presets();

    assertThatThrownBy(() -> presets.named("charakter-sd1"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("There is no preset 'charakter-sd1': did you mean character-sd1?");
  }

  private static Presets presets() {
    return PresetExample.shipped();
  }
}
