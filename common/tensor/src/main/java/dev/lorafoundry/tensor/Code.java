package dev.lorafoundry.tensor;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants as TorchScript writes them. */
final class Code {
  private Code() {}

  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " can't be a constant of a program");
    }
    return String.format(Locale.ROOT, "%.17e", value);
  }

  static String pair(int both) {
    return list(both, both);
  }

  static String list(int... numbers) {
    return Arrays.toString(numbers);
  }

  /** Whole numbers and {@link Size}s. */
  static String sizes(Object... sizes) {
    return Arrays.stream(sizes)
        .map(each -> each instanceof Size size ? size.expression() : each.toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
