package dev.lorafoundry.contracts.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link BlockWeights} as people write them. */
final class BlockWeightsReader {
  private static final double LARGEST = 1000;
  private static final Pattern COURSE =
      Pattern.compile("(cosine|sine|linear|reverse_linear|zeros)(?:\\+(\\S+))?");

  private BlockWeightsReader() {}

  /** Several numbers or a course by name; empty if the text is neither. */
  static Optional<BlockWeights> read(String text) {
    Matcher course = COURSE.matcher(text.strip());
    if (course.matches()) {
      return course(course.group(1), Optional.ofNullable(course.group(2)).orElse("0"));
    }
    // why: to sd-scripts a single number is the name of an unknown course
    return NumberList.of(text).words().size() > 1 ? numbers(text) : Optional.empty();
  }

  /** One or more numbers; nothing between two commas is 0. */
  static Optional<BlockWeights> numbers(String text) {
    NumberList numbers = NumberList.of(text);
    return numbers.isDecimalOrNothing(LARGEST)
        ? Optional.of(new BlockWeights.Numbers(numbers.decimals()))
        : Optional.empty();
  }

  private static Optional<BlockWeights> course(String name, String base) {
    NumberList numbers = NumberList.of(base);
    BlockWeights.Form form = BlockWeights.Form.valueOf(name.toUpperCase(Locale.ROOT));
    return numbers.words().size() == 1 && numbers.isDecimal(LARGEST)
        ? Optional.of(new BlockWeights.Course(form, numbers.decimals().get(0)))
        : Optional.empty();
  }
}
