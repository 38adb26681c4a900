package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which settings of a grid go together, value by value: each group of them is one axis. */
final class ZipGroups {
  private static final String NAME = "zip";

  private final List<List<String>> groups;

  ZipGroups(List<List<String>> groups) {
    this.groups = groups;
  }

  /** The group of a setting; one that stands in none is a group by itself. */
  List<String> of(String setting) {
    return groups.stream()
        .filter(group -> group.contains(setting))
        .findFirst()
        .orElse(List.of(setting));
  }

  /**
   * Everything that is wrong with the groups.
   *
   * @param given names of the settings that there are
   * @param columns values of those that can be read
   */
  List<SettingProblem> problems(Set<String> given, Map<String, List<Object>> columns) {
    Set<SettingProblem> problems = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    for (List<String> group : groups) {
      if (group.size() < 2) {
        problems.add(
            problem(
                String.join(", ", group),
                "A group of zip names fewer than two settings: name those that go together, or leave the group out."));
      }
      for (String name : group) {
        problems.addAll(problemsOf(name, given, columns));
        if (!seen.add(name)) {
          problems.add(
              problem(name, "zip names %s more than once: name it once.".formatted(shown(name))));
        }
      }
      problems.addAll(unevenness(group, columns));
    }
    return List.copyOf(problems);
  }

  private static List<SettingProblem> problemsOf(
      String name, Set<String> given, Map<String, List<Object>> columns) {
    try {
      SettingDefinition unused = SettingsCatalogue.TRAINING.definition(name);
    } catch (InvalidSettings unknown) {
      return List.of(problem(shown(name), "In zip: " + unknown.getMessage()));
    }
    if (!given.contains(name)) {
      return List.of(
          problem(
              name,
              "zip names %s, which is not among the settings: give it several values there, or leave it out of zip."
                  .formatted(name)));
    }
    return columns.getOrDefault(name, List.of()).size() == 1
        ? List.of(
            problem(
                name,
                "zip names %s, which has one value: give it several, or leave it out of zip."
                    .formatted(name)))
        : List.of();
  }

  private static List<SettingProblem> unevenness(
      List<String> group, Map<String, List<Object>> columns) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String name : group) {
      int values = columns.getOrDefault(name, List.of()).size();
      if (values > 1) {
        counts.put(name, values);
      }
    }
    if (new HashSet<>(counts.values()).size() <= 1) {
      return List.of();
    }
    String told =
        counts.entrySet().stream()
            .map(each -> each.getKey() + " has " + each.getValue() + " values")
            .collect(Collectors.joining(", "));
    return List.of(
        problem(
            String.join(", ", counts.keySet()),
            "In zip, %s: give those that go together equally many.".formatted(told)));
  }

  private static String shown(String name) {
    return name.length() > 80 ? name.substring(0, 80) + "…" : name;
  }

  private static SettingProblem problem(String given, String message) {
    return new SettingProblem(NAME, given, message);
  }
}
