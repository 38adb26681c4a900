package dev.lorafoundry.api.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Python writes them: names of result sets carry {@code 1e-05}, not {@code 1.0E-5}. */
final class PythonText {
  private static final int DIGITS_OF_A_DOUBLE = 17;

  private PythonText() {}

  /** As Python's {@code repr(float)}: the fewest digits that read back as the same number. */
  static String of(double value) {
    if (value == 0) {
      return "0.0";
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent >= -4 && exponent < 16 ? positional(shortest) : scientific(shortest, exponent);
  }

  /** A whole number without its {@code .0}. */
  static String shortOf(double value) {
    String text = of(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DIGITS_OF_A_DOUBLE; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(DIGITS_OF_A_DOUBLE)).stripTrailingZeros();
  }

  private static String positional(BigDecimal value) {
    String text = value.toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  private static String scientific(BigDecimal value, int exponent) {
    String digits = value.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = value.signum() < 0 ? "-" : "";
    return "%s%se%s%02d".formatted(sign, mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
