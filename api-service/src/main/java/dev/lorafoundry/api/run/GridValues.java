package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a setting as people write them: one, a list, or a text with commas; where the
 * setting itself is a line of text, that is one value.
 */
final class GridValues {
  private GridValues() {}

  /**
   * At least one value, repeated ones as often as they were written; an empty text stands for none.
   *
   * @throws InvalidSettings with every unreadable value, or if there are none
   */
  static List<Object> of(SettingDefinition definition, @Nullable Object given) {
    if (given == null || given.equals("")) {
      return absent(definition);
    }
    List<?> written = written(definition, given);
    if (written.isEmpty()) {
      String message =
          definition.name() + " has no values: give at least one, or leave the setting out.";
      throw new InvalidSettings(
          List.of(new SettingProblem(definition.name(), "no values", message)));
    }
    return parseAll(definition, written);
  }

  /** How many values were written, whether or not they can be read. */
  static int count(SettingDefinition definition, @Nullable Object given) {
    return given == null ? 1 : written(definition, given).size();
  }

  private static List<Object> absent(SettingDefinition definition) {
    return definition.optional() ? List.of("") : List.of(definition.parse(""));
  }

  private static List<?> written(SettingDefinition definition, Object given) {
    if (given instanceof List<?> list) {
      return list;
    }
    return given instanceof String text && !definition.rules().oneLine()
        ? Arrays.asList(text.split(",", -1))
        : List.of(given);
  }

  private static List<Object> parseAll(SettingDefinition definition, List<?> written) {
    List<Object> values = new ArrayList<>();
    List<SettingProblem> problems = new ArrayList<>();
    for (Object one : written) {
      try {
        values.add(definition.parse(one == null ? "" : one));
      } catch (InvalidSettings e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return values;
  }
}
