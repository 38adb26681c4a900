package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HalvingTest {
  @ParameterizedTest
  @CsvSource({"2, 2", "5, 2", "6, 6", "17, 6", "18, 18", "100, 54"})
  void rungsAreFurtherAndFurtherApart(int epochs, int rung) {
    assertThat(new Halving(3, 2).rung(epochs)).hasValue(rung);
  }

  @Test
  void thereIsNoneBeforeTheFirst() {
    assertThat(new Halving(3, 2).rung(1)).isEqualTo(OptionalInt.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "20, 1, 2 6 18",
    "18, 1, 2 6",
    "20, 4, 4 8",
    "20, 10, 10",
    "20, 19, 19",
    "20, 20, ''",
    "20, 0, ''",
    "2, 1, ''",
    "3, 1, 2"
  })
  void judgesAtTheFirstCheckpointOfEachRungBeforeTheEnd(
      int epochs, int saveEveryEpochs, String expected) {
    assertThat(new Halving(3, 2).judgedAfter(epochs, saveEveryEpochs).stream().map(String::valueOf))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 1", "5, 1", "6, 2", "9, 3"})
  void letsOneOfEtaGoOn(int jobs, int goingOn) {
    assertThat(new Halving(3, 2).goingOn(jobs)).isEqualTo(goingOn);
  }

  @Test
  void hasDefaults() {
    assertThat(new HalvingForm(null, null).halving()).isEqualTo(new Halving(3, 1));
    assertThat(HalvingForm.of(new Halving(4, 2)).halving()).isEqualTo(new Halving(4, 2));
  }

  @Test
  void refusesNumbersOutOfRangeAllAtOnce() {
    assertThatThrownBy(() -> new HalvingForm("1", 0).halving())
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("halving eta '1' is not allowed: use a whole number from 2 to 100.")
        .hasMessageContaining("halving minEpochs '0' is not allowed");
  }
}
