package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are texts of one line. */
final class CaptionSettingsTest {
  private static final SettingsCatalogue<TrainingSettings> TRAINING = SettingsCatalogue.TRAINING;

  @Test
  void keepsTheSpacesOfTextsOfOneLine() {
    CaptionSettings read =
        TRAINING.read(Map.of("captionSeparator", " ", "captionPrefix", "a ")).captions();

    assertThat(read.captionSeparator()).isEqualTo(" ");
    assertThat(read.captionPrefix()).isEqualTo("a ");
    assertThat(TRAINING.read(TRAINING.valuesOf(TrainingSettings.DEFAULTS)).captions())
        .isEqualTo(CaptionSettings.DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "two\r\nlines", "a\ttab"})
  void refusesMoreThanOneLineWhereOneIsMeant(String prefix) {
    assertThatThrownBy(() -> TRAINING.read(Map.of("captionPrefix", prefix)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("use a text of at most 1000 characters on one line");
  }

  @Test
  void refusesTagsWithNothingBetween() {
    assertThatThrownBy(() -> TRAINING.read(Map.of("captionSeparator", "")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("captionSeparator '' is not allowed: say what stands between tags");
  }
}
