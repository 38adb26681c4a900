package dev.lorafoundry.api.wording;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sentence in both languages.
 *
 * @param other with {@code {1}} where what fills the first hole is said, and {@code {rank}} where
 *     the label of that setting is
 */
record Translation(EnglishPattern english, String other) {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9]+)}");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Names of settings that the sentence itself tells. */
  List<String> settings() {
    return places().filter(place -> !NUMBER.matcher(place).matches()).toList();
  }

  /** Numbers of the holes that it tells, in order. */
  List<Integer> told() {
    return places()
        .filter(place -> NUMBER.matcher(place).matches())
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  private Stream<String> places() {
    return PLACE.matcher(other).results().map(found -> found.group(1));
  }

  /** The sentence as the other language says it. */
  String say(List<String> filled, Function<String, Optional<String>> labels) {
    Spacing said = new Spacing();
    Matcher place = PLACE.matcher(other);
    int from = 0;
    while (place.find()) {
      said.own(other.substring(from, place.start()));
      said.filled(fill(place.group(1), filled, labels));
      from = place.end();
    }
    said.own(other.substring(from));
    return said.toString();
  }

  private static String fill(
      String place, List<String> filled, Function<String, Optional<String>> labels) {
    return NUMBER.matcher(place).matches()
        ? filled.get(Integer.parseInt(place) - 1)
        : labels.apply(place).orElse(place);
  }
}
