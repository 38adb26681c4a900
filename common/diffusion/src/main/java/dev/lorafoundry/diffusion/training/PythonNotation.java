package dev.lorafoundry.diffusion.training;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Values as Python prints them: {@code True}, {@code None}, {@code 5e-05}. */
final class PythonNotation {
  private static final int SMALLEST_PLAIN = -4;
  private static final int LARGEST_PLAIN = 16;

  private PythonNotation() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return value instanceof Double number ? number(number) : value.toString();
  }

  private static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= SMALLEST_PLAIN && exponent < LARGEST_PLAIN) {
      String plain = exact.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = exact.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return "%s%se%s%02d"
        .formatted(value < 0 ? "-" : "", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
