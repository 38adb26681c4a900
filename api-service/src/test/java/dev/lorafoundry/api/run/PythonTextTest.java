package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PythonTextTest {
  /** What Python 3 prints for these numbers. */
  @ParameterizedTest
  @CsvSource({
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "0.000015, 1.5e-05",
    "1, 1.0",
    "0.5, 0.5",
    "-0.00002, -2e-05",
    "1e16, 1e+16",
    "123456789, 123456789.0",
    "2e-3, 0.002",
    "0.1, 0.1",
    "1e-10, 1e-10",
    "0, 0.0",
  })
  void writesNumbersAsPythonDoes(double value, String text) {
    assertThat(PythonText.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "0.5, 0.5"})
  void leavesOutTheEmptyFractionOfAlpha(double value, String text) {
    assertThat(PythonText.shortOf(value)).isEqualTo(text);
  }
}
