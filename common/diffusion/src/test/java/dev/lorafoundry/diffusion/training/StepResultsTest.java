package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepResultsTest {
  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, NaN", "0.5, Infinity", "0.5, NaN"})
  void passesByStepsOfFp16ThatOverflow(double loss, double gradientNorm) {
    StepResults results = new StepResults(DType.F16);
    results.settle(1, 0.5, 1);

    results.settle(2, loss, gradientNorm);

    assertThat(results.lossScale()).isEqualTo(32_768);
    assertThat(results.updates()).isEqualTo(1);
    assertThat(results.lastLoss()).isEqualTo(0.5);
  }

  @Test
  void givesUpWhenNoLossScaleHelps() {
    StepResults results = new StepResults(DType.F16);
    results.settle(1, 0.5, 1);
    for (int step = 2; step <= 17; step++) {
      results.settle(step, Double.NaN, Double.NaN);
    }

    assertThat(results.lossScale()).isEqualTo(1);
    assertThatThrownBy(() -> results.settle(18, Double.NaN, Double.NaN))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("The loss of step 18 is NaN");
  }

  @Test
  void givesUpWhereTheFirstLossIsNoNumber() {
    StepResults results = new StepResults(DType.F16);

    assertThatThrownBy(() -> results.settle(1, Double.NaN, Double.NaN))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("use precision bf16 or fp32");
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN, The loss", "0.5, NaN, The gradients", "1001, 1, The loss"})
  void forgivesNothingInOtherFormats(double loss, double gradientNorm, String message) {
    StepResults results = new StepResults(DType.BF16);
    results.settle(1, 0.5, 1);

    assertThatThrownBy(() -> results.settle(2, loss, gradientNorm))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining(message);
  }
}
