package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The grid of a run: for each setting that was given, one or more values; every combination is one
 * job. Settings that go together are one axis. The axis whose setting is named first varies
 * slowest.
 */
final class Grid {
  private final List<GridAxis> axes;
  private final List<String> notes;
  private final List<SettingProblem> problems;
  private final Set<String> unread;

  private Grid(
      List<GridAxis> axes, List<String> notes, List<SettingProblem> problems, Set<String> unread) {
    this.axes = List.copyOf(axes);
    this.notes = List.copyOf(notes);
    this.problems = List.copyOf(problems);
    this.unread = Set.copyOf(unread);
  }

  /**
   * Reads a grid as people write it: each setting has one value, a list of values, or a text with
   * commas; where the setting itself is a line of text, that is one value. What can't be read is
   * among the {@link #problems} and not in the grid, so that the rest can be judged.
   *
   * @param zip groups of settings whose values go together, one by one
   */
  static Grid of(Map<String, ? extends @Nullable Object> given, List<List<String>> zip) {
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    List<SettingProblem> problems = new ArrayList<>();
    Set<String> unread = new HashSet<>();
    given.forEach(
        (name, values) -> {
          try {
            columns.put(name, GridValues.of(SettingsCatalogue.TRAINING.definition(name), values));
          } catch (InvalidSettings e) {
            problems.addAll(e.problems());
            unread.add(SettingsCatalogue.TRAINING.nearest(name));
          }
        });
    ZipGroups groups = new ZipGroups(zip);
    List<SettingProblem> apart = groups.problems(given.keySet(), columns);
    problems.addAll(apart);
    if (!apart.isEmpty()) {
      columns.keySet().removeAll(groups.settings());
      unread.addAll(groups.settings());
    }
    List<String> notes = new ArrayList<>();
    return new Grid(axes(columns, groups, notes), notes, problems, unread);
  }

  private static List<GridAxis> axes(
      Map<String, List<Object>> columns, ZipGroups groups, List<String> notes) {
    List<GridAxis> axes = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (String name : columns.keySet()) {
      if (!placed.contains(name)) {
        List<String> together = groups.of(name).stream().filter(columns::containsKey).toList();
        placed.addAll(together);
        axes.add(GridAxis.of(together, columns, notes));
      }
    }
    return axes;
  }

  /** Every unknown name, unreadable value, setting without values and group that can't be. */
  List<SettingProblem> problems() {
    return problems;
  }

  /** Names of settings that are not in the grid although somebody meant to say what they are. */
  Set<String> unread() {
    return unread;
  }

  /** Settings that are given. */
  Set<String> settings() {
    return axes.stream().flatMap(axis -> axis.settings().stream()).collect(Collectors.toSet());
  }

  /** Settings that have more than one value. */
  Set<String> varied() {
    Set<String> varied = new LinkedHashSet<>();
    axes.forEach(axis -> varied.addAll(axis.varied()));
    return varied;
  }

  /** All values that a setting is given; none where it is not, or can't be read. */
  Set<Object> values(String setting) {
    Set<Object> values = new LinkedHashSet<>();
    axes.forEach(axis -> values.addAll(axis.values(setting)));
    return values;
  }

  /** What was changed of the request, sentences for people. */
  List<String> notes() {
    return notes;
  }

  /** Number of combinations. */
  long size() {
    return axes.stream()
        .mapToLong(axis -> axis.rows().size())
        .reduce(1, (a, b) -> a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b);
  }

  /** Every combination, as values by name that the catalogue reads. */
  List<Map<String, Object>> combinations() {
    List<Map<String, Object>> combinations = List.of(Map.of());
    for (GridAxis axis : axes) {
      combinations =
          combinations.stream()
              .flatMap(combination -> axis.rows().stream().map(row -> with(combination, axis, row)))
              .toList();
    }
    return combinations;
  }

  private static Map<String, Object> with(
      Map<String, Object> combination, GridAxis axis, List<Object> row) {
    Map<String, Object> extended = new LinkedHashMap<>(combination);
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      extended.put(axis.settings().get(i), value instanceof Choice choice ? choice.label() : value);
    }
    return extended;
  }
}
