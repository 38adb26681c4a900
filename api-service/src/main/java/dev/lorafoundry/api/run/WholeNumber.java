package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A whole number that is a part of a field of a request: which are allowed, and what is wrong with
 * another one.
 *
 * @param field such as {@code halving}
 * @param part such as {@code eta}
 */
record WholeNumber(String field, String part, int least, int most) {
  /** What is wrong with a number as somebody gave it, in JSON or as a text; empty: nothing is. */
  Optional<SettingProblem> problemWith(Object given) {
    return read(given).isPresent() ? Optional.empty() : Optional.of(problem(String.valueOf(given)));
  }

  /**
   * The number as somebody gave it, in JSON or as a text.
   *
   * @throws InvalidSettings if it is none that is allowed
   */
  int of(Object given) {
    require(given);
    return read(given).orElseThrow();
  }

  /**
   * @throws InvalidSettings if it is none that is allowed
   */
  void require(Object given) {
    problemWith(given)
        .ifPresent(
            problem -> {
              throw new InvalidSettings(List.of(problem));
            });
  }

  private OptionalInt read(Object given) {
    try {
      int number = Integer.parseInt(String.valueOf(given).strip());
      return number >= least && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private SettingProblem problem(String given) {
    String shown = SettingProblem.shown(given);
    return new SettingProblem(
        field + "." + part,
        shown,
        "%s %s '%s' is not allowed: use a whole number from %d to %d."
            .formatted(field, part, shown, least, most));
  }
}
