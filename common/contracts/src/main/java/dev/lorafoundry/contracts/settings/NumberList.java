package dev.lorafoundry.contracts.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A text that holds several numbers, with commas or spaces between them. None is negative. */
final class NumberList {
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,6}");
  private static final Pattern DECIMAL =
      Pattern.compile("([0-9]{1,9}\\.?[0-9]{0,17}|\\.[0-9]{1,17})([eE][+-]?[0-9]{1,2})?");

  private final List<String> words;

  private NumberList(List<String> words) {
    this.words = List.copyOf(words);
  }

  static NumberList of(String text) {
    String plain = text.strip();
    return new NumberList(
        plain.contains(",")
            ? Arrays.stream(plain.split(",", -1)).map(String::strip).toList()
            : Arrays.asList(plain.split("\\s+")));
  }

  /** The numbers as people wrote them, without what stood between. */
  List<String> words() {
    return words;
  }

  boolean isWhole(int largest) {
    return words.stream()
        .allMatch(word -> WHOLE.matcher(word).matches() && Integer.parseInt(word) <= largest);
  }

  boolean isDecimal(double largest) {
    return words.stream()
        .allMatch(word -> DECIMAL.matcher(word).matches() && Double.parseDouble(word) <= largest);
  }

  /** As {@link #isDecimal}, where nothing between two commas is a number, too: 0. */
  boolean isDecimalOrNothing(double largest) {
    return new NumberList(words.stream().filter(word -> !word.isEmpty()).toList())
        .isDecimal(largest);
  }

  List<Integer> wholes() {
    return words.stream().map(Integer::valueOf).toList();
  }

  List<Double> decimals() {
    return words.stream().map(word -> word.isEmpty() ? 0 : Double.parseDouble(word)).toList();
  }
}
