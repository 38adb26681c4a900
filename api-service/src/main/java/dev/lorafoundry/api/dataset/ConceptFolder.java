package dev.lorafoundry.api.dataset;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.api.project.NameRefused;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder whose name says how its pictures are trained, as sd-scripts reads it: the repeats, and
 * behind the first underscore the class tokens, such as {@code 10_sks cat}. Files lie directly in
 * it. Other than there, a number of four digits or more that stands alone is a year or a date, and
 * says nothing.
 */
record ConceptFolder(Concept.Terms terms) {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)|[0-9]{1,3}", Pattern.DOTALL);
  private static final int MOST_DIGITS = 9;

  /**
   * @param name of the folder
   * @param concept what its concept is called
   * @param regularisation whether its pictures are for regularisation
   * @return empty if the folder's name says nothing of a concept
   * @throws FileRefused if it can't be a concept
   */
  static Optional<ConceptFolder> of(String name, String concept, boolean regularisation) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int repeats = repeats(name, requireNonNullElse(matcher.group(1), name));
    String words = requireNonNullElse(matcher.group(2), "");
    try {
      return Optional.of(
          new ConceptFolder(new Concept.Terms(concept, repeats, words, regularisation)));
    } catch (ConceptRefused | NameRefused e) {
      throw refused(name, String.valueOf(e.getMessage()));
    }
  }

  private static int repeats(String name, String digits) {
    if (digits.length() > MOST_DIGITS) {
      throw refused(name, "its repeats have more than " + MOST_DIGITS + " digits.");
    }
    return Integer.parseInt(digits);
  }

  private static FileRefused refused(String name, String why) {
    return new FileRefused(
        "Its folder '%s' can't be a concept: %s".formatted(FileName.shown(name), why));
  }
}
