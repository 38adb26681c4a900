package dev.lorafoundry.contracts.settings;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from one to another, upwards or downwards: evenly, {@code 4..16 step 4}, or each a
 * multiple of the one before, {@code 1e-5..1e-3 x10}. The last one stands in it where a step ends
 * there.
 */
final class NumberRange {
  private static final String DOTS = "..";
  private static final String NUMBER =
      "([+-]?(?:[0-9]{1,20}(?:\\.(?!\\.)[0-9]{0,20})?|\\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?)";
  private static final Pattern RANGE =
      Pattern.compile(
          NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "(?:\\s*(step|[x×*])\\s*" + NUMBER + ")?",
          Pattern.CASE_INSENSITIVE);

  /** More than anybody trains, so that nobody waits for them. */
  private static final int MOST = 1000;

  private final BigDecimal from;
  private final BigDecimal to;
  private final boolean multiplies;
  private final BigDecimal by;

  private NumberRange(BigDecimal from, BigDecimal to, boolean multiplies, BigDecimal by) {
    this.from = from;
    this.to = to;
    this.multiplies = multiplies;
    this.by = by;
  }

  /** Whether somebody who wrote this means a range. */
  static boolean isOne(String text) {
    return text.contains(DOTS);
  }

  /**
   * @param whole whether it is of whole numbers, which go on by 1 where nothing else is said
   * @throws IllegalArgumentException saying how to write it
   */
  static NumberRange of(String text, boolean whole) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException(
          "write a range as 4..16 step 4, or as 1e-5..1e-3 x10, which multiplies.");
    }
    String kind = range.group(3);
    if (kind == null && !whole) {
      throw new IllegalArgumentException(
          "say behind the range how it goes on: step 0.1 adds, x10 multiplies.");
    }
    BigDecimal by = kind == null ? BigDecimal.ONE : new BigDecimal(range.group(4));
    return checked(new BigDecimal(range.group(1)), new BigDecimal(range.group(2)), kind, by);
  }

  private static NumberRange checked(
      BigDecimal from, BigDecimal to, @Nullable String kind, BigDecimal by) {
    boolean multiplies = kind != null && !kind.equalsIgnoreCase("step");
    if (multiplies && (from.signum() <= 0 || to.signum() <= 0)) {
      throw new IllegalArgumentException(
          "a range that multiplies has ends above 0: begin above it, or add by step.");
    }
    if (multiplies && by.compareTo(BigDecimal.ONE) <= 0) {
      throw new IllegalArgumentException("what multiplies has to be above 1, such as x2 or x10.");
    }
    if (by.signum() <= 0) {
      throw new IllegalArgumentException(
          "the step has to be above 0; for a range downwards write the larger end first.");
    }
    return new NumberRange(from, to, multiplies, by);
  }

  /**
   * As people write numbers.
   *
   * @throws IllegalArgumentException if they are more than anybody trains
   */
  List<String> values() {
    List<String> values = new ArrayList<>();
    BigDecimal value = from;
    while (isWithin(value)) {
      if (values.size() == MOST) {
        throw new IllegalArgumentException(
            "it has more than %d values: take a larger step.".formatted(MOST));
      }
      values.add(text(value));
      value = next(value);
    }
    return values;
  }

  private boolean isUpwards() {
    return from.compareTo(to) <= 0;
  }

  private boolean isWithin(BigDecimal value) {
    return isUpwards() ? value.compareTo(to) <= 0 : value.compareTo(to) >= 0;
  }

  private BigDecimal next(BigDecimal value) {
    if (multiplies) {
      return isUpwards()
          ? value.multiply(by, MathContext.DECIMAL64)
          : value.divide(by, MathContext.DECIMAL64);
    }
    return isUpwards() ? value.add(by) : value.subtract(by);
  }

  private static String text(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
