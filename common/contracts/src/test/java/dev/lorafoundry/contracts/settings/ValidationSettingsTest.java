package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValidationSettingsTest {
  @Test
  void validatesNothingByItself() {
    assertThat(ValidationSettings.DEFAULTS.validates()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"validationSplit, 0.1", "validateEveryEpochs, 3", "earlyStopPatience, 2"})
  void validatesWhereSomethingNeedsIt(String setting, String value) {
    assertThat(read(Map.of(setting, value)).validates()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"validationSeed, 1", "maxValidationSteps, 2", "earlyStopMinDelta, 0.1"})
  void validatesNothingForWhatOnlyShapesIt(String setting, String value) {
    assertThat(read(Map.of(setting, value)).validates()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0, 2 4 6", "0.1, 3, 3 6", "0, 0, ''", "0, 5, 5"})
  void validatesAfterCheckpointsUnlessItIsToldWhen(double split, int every, String epochs) {
    ValidationSettings settings =
        read(Map.of("validationSplit", split, "validateEveryEpochs", every));

    assertThat(
            IntStream.rangeClosed(1, 6)
                .filter(epoch -> settings.validatesAfter(epoch, 2))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(epochs);
  }

  @Test
  void validatesAfterEachEpochWhereNoneLeavesACheckpoint() {
    ValidationSettings settings = read(Map.of("validationSplit", 0.1));

    assertThat(settings.validatesAfter(1, 0)).isTrue();
    assertThat(settings.everyEpochs(0)).isEqualTo(1);
    assertThat(settings.everyEpochs(2)).isEqualTo(2);
  }

  private static ValidationSettings read(Map<String, ?> given) {
    return SettingsCatalogue.TRAINING.read(given).validation();
  }
}
