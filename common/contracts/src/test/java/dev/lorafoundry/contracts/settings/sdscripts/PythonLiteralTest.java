package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PythonLiteralTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.01            | 0.01       | false",
        "1e-08           | 1e-08      | false",
        "-1_000          | -1000      | false",
        ".5              | .5         | false",
        "True            | true       | false",
        "False           | false      | false",
        "None            |            | false",
        "'a b'           | a b        | false",
        "\"a,b\"         | a,b        | false",
        "0.9,0.99        | 0.9;0.99   | true",
        "(0.9, 0.999)    | 0.9;0.999  | true",
        "[0.9,0.99]      | 0.9;0.99   | true",
        "(0.9)           | 0.9        | false",
        "(0.9,)          | 0.9        | true",
        "(1e-30, None)   | 1e-30;     | true",
      })
  void reads(String text, String words, boolean tuple) {
    PythonLiteral literal = PythonLiteral.of(text);

    assertThat(String.join(";", literal.words())).isEqualTo(words == null ? "" : words);
    assertThat(literal.tuple()).isEqualTo(tuple);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "lion", "true", "1,,2", "0x10", "1e9999", "'a", "'a''b'", "__import__('os')"})
  void refusesWhatPythonWouldNotTakeForALiteral(String text) {
    assertThatThrownBy(() -> PythonLiteral.of(text))
        .isInstanceOf(UnreadableText.class)
        .hasMessageContaining("use a number");
  }
}
