package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grid of a run: for each setting that was given, one or more values; every combination is one
 * job. The setting named first varies slowest.
 */
final class Grid {
  private final Map<String, List<Object>> axes;
  private final List<String> notes;

  private Grid(Map<String, List<Object>> axes, List<String> notes) {
    this.axes = axes;
    this.notes = List.copyOf(notes);
  }

  /**
   * Reads a grid as people write it: each setting has one value, a list of values, or a text with
   * commas.
   *
   * @throws InvalidSettings with every unknown name, unreadable value and setting without values
   */
  static Grid of(Map<String, ? extends @Nullable Object> given) {
    Map<String, List<Object>> axes = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    List<SettingProblem> problems = new ArrayList<>();
    given.forEach(
        (name, values) -> {
          try {
            SettingDefinition definition = SettingsCatalogue.TRAINING.definition(name);
            axes.put(name, distinct(definition, parse(definition, values), notes));
          } catch (InvalidSettings e) {
            problems.addAll(e.problems());
          }
        });
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return new Grid(axes, notes);
  }

  private static List<Object> parse(SettingDefinition definition, @Nullable Object given) {
    if (given == null || given.equals("")) {
      return absent(definition);
    }
    List<?> written = written(given);
    if (written.isEmpty()) {
      String message =
          definition.name() + " has no values: give at least one, or leave the setting out.";
      throw new InvalidSettings(
          List.of(new SettingProblem(definition.name(), "no values", message)));
    }
    return parseAll(definition, written);
  }

  private static List<Object> absent(SettingDefinition definition) {
    return definition.optional() ? List.of("") : List.of(definition.parse(""));
  }

  private static List<?> written(Object given) {
    if (given instanceof List<?> list) {
      return list;
    }
    return given instanceof String text ? Arrays.asList(text.split(",", -1)) : List.of(given);
  }

  private static List<Object> parseAll(SettingDefinition definition, List<?> written) {
    List<Object> values = new ArrayList<>();
    List<SettingProblem> problems = new ArrayList<>();
    for (Object one : written) {
      try {
        values.add(definition.parse(String.valueOf(one)));
      } catch (InvalidSettings e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return values;
  }

  private static List<Object> distinct(
      SettingDefinition definition, List<Object> values, List<String> notes) {
    Set<Object> distinct = new LinkedHashSet<>(values);
    if (distinct.size() < values.size()) {
      notes.add(
          "%s was given %d values, of which %d are different; repeated ones were left out."
              .formatted(definition.name(), values.size(), distinct.size()));
    }
    return List.copyOf(distinct);
  }

  /** Settings that have more than one value. */
  Set<String> varied() {
    Set<String> varied = new LinkedHashSet<>();
    axes.forEach(
        (name, values) -> {
          if (values.size() > 1) {
            varied.add(name);
          }
        });
    return varied;
  }

  /** What was changed of the request, sentences for people. */
  List<String> notes() {
    return notes;
  }

  /** Number of combinations. */
  long size() {
    return axes.values().stream()
        .mapToLong(List::size)
        .reduce(1, (a, b) -> a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b);
  }

  /** Every combination, as values by name that the catalogue reads. */
  List<Map<String, Object>> combinations() {
    List<Map<String, Object>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<Object>> axis : axes.entrySet()) {
      combinations =
          combinations.stream()
              .flatMap(
                  combination ->
                      axis.getValue().stream()
                          .map(value -> with(combination, axis.getKey(), value)))
              .toList();
    }
    return combinations;
  }

  private static Map<String, Object> with(
      Map<String, Object> combination, String name, Object value) {
    Map<String, Object> extended = new LinkedHashMap<>(combination);
    extended.put(name, value instanceof Choice choice ? choice.label() : value);
    return extended;
  }
}
