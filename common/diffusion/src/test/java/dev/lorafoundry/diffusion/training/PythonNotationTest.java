package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PythonNotationTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "0.0001, 0.0001",
    "0.00005, 5e-05",
    "0.00001234, 1.234e-05",
    "0, 0.0",
    "64, 64.0",
    "-0.5, -0.5",
    "1e16, 1e+16",
    "1795452672.653, 1795452672.653"
  })
  void writesNumbers(double value, String expected) {
    assertThat(PythonNotation.of(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"true, True", "false, False"})
  void writesTruths(boolean value, String expected) {
    assertThat(PythonNotation.of(value)).isEqualTo(expected);
    assertThat(PythonNotation.of(null)).isEqualTo("None");
  }
}
