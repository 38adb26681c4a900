package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrittenValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e-4, 5e-4 | [1e-4,  5e-4]",
        "4..16 step 4 | [4, 8, 12, 16]",
        "4 .. 7 | [4, 5, 6, 7]",
        "4..10 step 4 | [4, 8]",
        "8..2 step 2 | [8, 6, 4, 2]",
        "4..64 x2 | [4, 8, 16, 32, 64]",
        "64..4 ×4 | [64, 16, 4]",
        "5..5 | [5]",
        "1..3, 8 | [1, 2, 3,  8]",
        "1，2 | [1, 2]",
      })
  void readsWholeNumbersAndRanges(String text, String values) {
    WrittenValues written = written("rank", text);

    assertThat(written.values()).hasToString(values);
    assertThat(written.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e-5..1e-3 x10 | [0.00001, 0.0001, 0.001]",
        "1e-3..1e-5 x10 | [0.001, 0.0001, 0.00001]",
        "0.1..0.5 step 0.1 | [0.1, 0.2, 0.3, 0.4, 0.5]",
        ".1...3 STEP .1 | [0.1, 0.2, 0.3]",
        "1e-4..8e-4 X 2 | [0.0001, 0.0002, 0.0004, 0.0008]",
      })
  void readsRangesOfNumbersWithoutRoundingThem(String text, String values) {
    assertThat(written("learningRate", text).values()).hasToString(values);
  }

  @Test
  void takesNoneForNoValueWhereThereMayBeNone() {
    assertThat(written("minSnrGamma", "None, 5").values()).containsExactly("", " 5");
    assertThat(written("rank", "none").values()).containsExactly("none");
  }

  @Test
  void readsOnWhileSomebodyWrites() {
    assertThat(written("weightDecay", "0.1, ")).isEqualTo(written("weightDecay", "0.1"));
    assertThat(written("weightDecay", "0.1,,0.2").problems())
        .extracting(SettingProblem::message)
        .containsExactly(
            "weightDecay '0.1,,0.2' is not allowed: write a value between its commas.");
    assertThat(written("weightDecay", " ").values()).containsExactly(" ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e-5.. | write a range as 4..16 step 4",
        "1e-5..1e-3 x | write a range as 4..16 step 4",
        "1..2..3 | write a range as 4..16 step 4",
        "1e-999999999..1 x2 | write a range as 4..16 step 4",
        "1e-5..1e-3 | say behind the range how it goes on",
        "0..1 x2 | has ends above 0",
        "1..2 x1 | has to be above 1",
        "1..2 step 0 | the step has to be above 0",
        "1..2 step -1 | the step has to be above 0",
        "0..1 step 0.0001 | more than 1000 values",
        "1e-99..1 step 1e-99 | more than 1000 values",
      })
  void saysHowToWriteARange(String text, String remedy) {
    WrittenValues written = written("learningRate", text + ", 0.5");

    assertThat(written.values()).containsExactly(" 0.5");
    assertThat(written.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.setting()).isEqualTo("learningRate");
              assertThat(problem.message())
                  .startsWith("learningRate '" + text + "' is not allowed: ")
                  .contains(remedy);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1..999,", "1,", "1..0 step 0,", ","})
  void takesNoMoreValuesInAllThanOneRangeMayHave(String text) {
    WrittenValues written = written("rank", text.repeat(100_000) + "1");

    assertThat(written.values()).isEmpty();
    assertThat(written.problems())
        .singleElement()
        .extracting(SettingProblem::message)
        .asString()
        .endsWith("is not allowed: it has more than 1000 values: give fewer.");
  }

  @Test
  void takesAsManyAsThat() {
    assertThat(written("rank", "1..600, 1..400").values()).hasSize(1000);
    assertThat(written("rank", "1..600, 1..401").values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../etc", "a..b"})
  void leavesOtherTextsAlone(String text) {
    assertThat(written("mergeBefore", text)).isEqualTo(new WrittenValues(List.of(text), List.of()));
  }

  private static WrittenValues written(String setting, String text) {
    return WrittenValues.of(SettingsCatalogue.TRAINING.definition(setting), text);
  }
}
