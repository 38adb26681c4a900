package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepResultsTest {
  private static final LastingError.Standing ERROR = new LastingError.Standing(3, 0.5, 199);

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, NaN", "0.5, Infinity", "0.5, NaN"})
  void passesByStepsOfFp16ThatOverflow(double loss, double gradientNorm) {
    StepResults results = new StepResults(DType.F16);
    settle(results, 1, 0.5, 1);

    boolean passedBy = settle(results, 2, loss, gradientNorm);

    assertThat(passedBy).isTrue();
    assertThat(results.lossScale()).isEqualTo(32_768);
    assertThat(results.updates()).isEqualTo(1);
    assertThat(results.lastLoss()).isEqualTo(0.5);
  }

  @Test
  void givesUpWhenNoLossScaleHelps() {
    StepResults results = new StepResults(DType.F16);
    settle(results, 1, 0.5, 1);
    for (int step = 2; step <= 17; step++) {
      settle(results, step, Double.NaN, Double.NaN);
    }

    assertThat(results.lossScale()).isEqualTo(1);
    assertThatThrownBy(() -> settle(results, 18, Double.NaN, Double.NaN))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessage(
            "The loss of step 18 is NaN: lower the learning rate, or use another precision than"
                + " fp16.");
  }

  @Test
  void givesUpWhereTheFirstLossIsNoNumber() {
    StepResults results = new StepResults(DType.F16);

    assertThatThrownBy(() -> settle(results, 1, Double.NaN, Double.NaN))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("use another precision than fp16");
  }

  @ParameterizedTest
  @CsvSource({"F32, NaN, NaN", "BF16, NaN, NaN", "F32, 0.5, NaN", "BF16, 0.5, NaN"})
  void suggestsNoOtherPrecisionThanFormatsOfALargeRange(
      DType type, double loss, double gradientNorm) {
    assertThatThrownBy(() -> settle(new StepResults(type), 1, loss, gradientNorm))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageEndingWith(": lower the learning rate.");
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN, The loss", "0.5, NaN, The gradients", "1001, 1, The loss"})
  void forgivesNothingInOtherFormats(double loss, double gradientNorm, String message) {
    StepResults results = new StepResults(DType.BF16);
    settle(results, 1, 0.5, 1);

    assertThatThrownBy(() -> settle(results, 2, loss, gradientNorm))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"Infinity", "NaN"})
  void aLossThatIsNoNumberBesideGoodGradientsWasNoStepToPassBy(double loss) {
    StepResults results = new StepResults(DType.F16);
    settle(results, 1, 0.5, 1);

    assertThatThrownBy(() -> settle(results, 2, loss, 1))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("The loss of step 2");
  }

  @Test
  void aLargeWeightMakesNoLossTooLarge() {
    StepResults results = new StepResults(DType.F32);

    results.add(new Stepper.Result(40_000, 50_000, Double.NaN));
    results.add(new Stepper.Result(2, 1, 1));
    results.settle(1);

    assertThat(results.lastLoss()).isEqualTo(20_001);
    assertThat(results.updates()).isEqualTo(1);
    assertThatThrownBy(
            () -> {
              results.add(new Stepper.Result(40_000, 30, 1));
              results.settle(2);
            })
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("beyond all use");
  }

  @Test
  void goesOnWithTheNumbersOfASavedPlace() {
    StepResults results = new StepResults(DType.F16);

    results.restore(new TrainingState.Place(2_100, 2_050, 1_024, 1_999, 0.25, ERROR));

    assertThat(results.updates()).isEqualTo(2_050);
    assertThat(results.lossScale()).isEqualTo(1_024);
    assertThat(results.good()).isEqualTo(1_999);
    assertThat(results.lastLoss()).isEqualTo(0.25);
    assertThat(results.place(2_100))
        .isEqualTo(new TrainingState.Place(2_100, 2_050, 1_024, 1_999, 0.25, ERROR));
    settle(results, 2_101, 0.5, 1);
    assertThat(results.lossScale()).isEqualTo(2_048);
    assertThat(results.updates()).isEqualTo(2_051);
  }

  private static boolean settle(StepResults results, long step, double loss, double gradientNorm) {
    results.add(new Stepper.Result(loss, 1, gradientNorm));
    return results.settle(step);
  }
}
