package dev.lorafoundry.contracts.settings.sdscripts;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as Python writes them. */
final class PythonNumber {
  /** why: bounded, so that nobody can ask for a number that fills the memory. */
  private static final Pattern FORM =
      Pattern.compile(
          "[+-]?([0-9](_?[0-9]){0,30}\\.?([0-9](_?[0-9]){0,30})?|\\.[0-9]{1,30})([eE][+-]?[0-9]{1,3})?");

  private PythonNumber() {}

  /** The number; empty if the text is none. */
  static Optional<BigDecimal> of(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new BigDecimal(text.replace("_", "")))
        : Optional.empty();
  }

  static boolean isZero(String text) {
    return of(text).filter(number -> number.signum() == 0).isPresent();
  }
}
