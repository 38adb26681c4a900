package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.List;
import java.util.Optional;

/**
 * An option that somebody gave.
 *
 * @param values of a flag: true or false
 * @param source the field of the request in which it stands
 * @param at where in that field, for people
 */
record Given(Option option, List<String> values, String source, String at) {
  Given {
    values = List.copyOf(values);
  }

  /** The option as people write it, and where it stands. */
  String shown() {
    return "--" + option.name() + " (" + at + ")";
  }

  boolean isOn() {
    return values.equals(List.of("true"));
  }

  /** The value of one key of a list option: of several the last, which holds. */
  Optional<String> ofKey(String key) {
    return values.stream()
        .filter(value -> value.matches("\\s*" + key + "\\s*=(?s:.*)"))
        .map(value -> value.substring(value.indexOf('=') + 1).strip())
        .reduce((former, latter) -> latter);
  }

  /** The same values under another option's name. */
  Given as(Option other, List<String> otherValues) {
    return new Given(other, otherValues, source, at);
  }
}
