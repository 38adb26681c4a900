package dev.lorafoundry.contracts.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the components of one settings record and throws all its problems at once. */
final class SettingsCheck {
  /** Of one list: so many that products of lists can't overflow. */
  private static final int MOST_VALUES = 100;

  private final Class<? extends Record> type;
  private final List<SettingProblem> problems = new ArrayList<>();

  private SettingsCheck(Class<? extends Record> type) {
    this.type = type;
  }

  static SettingsCheck of(Class<? extends Record> type) {
    return new SettingsCheck(type);
  }

  /** Checks one value, or each value of a list, against what its component declares. */
  SettingsCheck value(String name, @Nullable Object value) {
    SettingDefinition definition = SettingDefinition.of(type, name);
    if (value instanceof List<?> values) {
      require(!values.isEmpty(), name, "nothing", "needs at least one value");
      require(
          values.size() <= MOST_VALUES,
          name,
          values.size() + " values",
          "are too many: give at most " + MOST_VALUES);
      values.forEach(one -> check(definition, one));
    } else {
      check(definition, value);
    }
    return this;
  }

  /** Checks a rule between components; {@code rule} goes on after "name value". */
  SettingsCheck require(boolean holds, String name, Object given, String rule) {
    if (!holds) {
      problems.add(
          new SettingProblem(name, String.valueOf(given), name + " " + given + " " + rule + "."));
    }
    return this;
  }

  /**
   * @throws InvalidSettings if there was any problem
   */
  void finish() {
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
  }

  private void check(SettingDefinition definition, @Nullable Object value) {
    definition.problemWith(value).ifPresent(problems::add);
  }
}
