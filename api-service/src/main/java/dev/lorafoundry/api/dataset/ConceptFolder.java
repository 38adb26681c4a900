package dev.lorafoundry.api.dataset;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.api.project.NameRefused;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder in a zip file whose name says how its pictures are trained, as sd-scripts reads it: the
 * repeats, and behind the first underscore the class tokens, such as {@code 10_sks cat}. Files lie
 * directly in it; the concept has the folder's whole name. Other than there, a number of four
 * digits or more that stands alone is a year or a date, and says nothing.
 */
record ConceptFolder(Concept.Terms terms) {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)|[0-9]{1,3}", Pattern.DOTALL);
  private static final int MOST_DIGITS = 9;

  /**
   * The folder in which a file of a zip lies; empty if its name says nothing of a concept.
   *
   * @throws FileRefused if it can't be a concept
   */
  static Optional<ConceptFolder> of(String entry) {
    String[] parts = entry.replace('\\', '/').split("/", -1);
    if (parts.length < 2) {
      return Optional.empty();
    }
    String name = parts[parts.length - 2];
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(of(name, requireNonNullElse(matcher.group(1), name), matcher.group(2)))
        : Optional.empty();
  }

  private static ConceptFolder of(String name, String repeats, @Nullable String words) {
    if (repeats.length() > MOST_DIGITS) {
      throw refused(name, "its repeats have more than " + MOST_DIGITS + " digits.");
    }
    try {
      return new ConceptFolder(
          new Concept.Terms(name, Integer.valueOf(repeats), words == null ? "" : words, false));
    } catch (ConceptRefused | NameRefused e) {
      throw refused(name, String.valueOf(e.getMessage()));
    }
  }

  private static FileRefused refused(String name, String why) {
    return new FileRefused(
        "Its folder '%s' can't be a concept: %s".formatted(FileName.shown(name), why));
  }
}
