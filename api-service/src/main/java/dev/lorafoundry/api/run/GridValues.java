package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.WrittenValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a setting as people write them: one, a list, or a text of {@linkplain
 * WrittenValues values and ranges}; where the setting itself is a line of text, that is one value.
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
    List<SettingProblem> problems = new ArrayList<>();
    List<?> written = written(definition, given, problems);
    if (written.isEmpty() && problems.isEmpty()) {
      String message =
          definition.name() + " has no values: give at least one, or leave the setting out.";
      problems.add(new SettingProblem(definition.name(), "no values", message));
    }
    return parseAll(definition, written, problems);
  }

  /** How many values were written, whether or not they can be read. */
  static int count(SettingDefinition definition, @Nullable Object given) {
    List<SettingProblem> unread = new ArrayList<>();
    return given == null ? 1 : written(definition, given, unread).size() + unread.size();
  }

  private static List<Object> absent(SettingDefinition definition) {
    return definition.optional() ? List.of("") : List.of(definition.parse(""));
  }

  private static List<?> written(
      SettingDefinition definition, Object given, List<SettingProblem> problems) {
    if (given instanceof List<?> list) {
      return list;
    }
    if (!(given instanceof String text) || definition.rules().oneLine()) {
      return List.of(given);
    }
    WrittenValues values = WrittenValues.of(definition, text);
    problems.addAll(values.problems());
    return values.values();
  }

  private static List<Object> parseAll(
      SettingDefinition definition, List<?> written, List<SettingProblem> problems) {
    List<Object> values = new ArrayList<>();
    for (Object one : written) {
      try {
        values.add(parse(definition, one == null ? "" : one));
      } catch (InvalidSettings e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return values;
  }

  /** An empty text stands for none, where there may be none. */
  private static Object parse(SettingDefinition definition, Object one) {
    boolean none = one.equals("") && definition.optional() && definition.type() != String.class;
    return none ? one : definition.parse(one);
  }
}
