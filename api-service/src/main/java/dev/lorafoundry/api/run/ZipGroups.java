package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.NearestName;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which settings of a grid go together, value by value: each group of them is one axis. */
final class ZipGroups {
  private static final String NAME = "zip";

  /** Says where it is to readers of the page, and to those of REST. */
  private static final String WHERE = "In what goes together (zip), ";

  private static final Set<String> SETTINGS =
      SettingsCatalogue.TRAINING.definitions().stream()
          .map(SettingDefinition::name)
          .collect(Collectors.toCollection(LinkedHashSet::new));

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

  /** All names that stand in a group. */
  Set<String> settings() {
    return groups.stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  /**
   * Everything that is wrong with the groups.
   *
   * @param given names of the settings that there are
   * @param columns values of those that can be read
   */
  List<SettingProblem> problems(Set<String> given, Map<String, List<Object>> columns) {
    long names = groups.stream().mapToLong(List::size).sum();
    if (Math.max(names, groups.size()) > SETTINGS.size()) {
      return List.of(
          problem(
              names + " names",
              "%d groups have %d names, but there are %d settings: name each that goes together with others once."
                  .formatted(groups.size(), names, SETTINGS.size())));
    }
    return eachProblem(given, columns);
  }

  private List<SettingProblem> eachProblem(Set<String> given, Map<String, List<Object>> columns) {
    Set<SettingProblem> problems = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    for (List<String> group : groups) {
      if (group.size() < 2) {
        problems.add(
            problem(
                String.join(", ", group),
                "a group names fewer than two settings: name those that go together, or leave the"
                    + " group out."));
      }
      for (String name : group) {
        if (seen.add(name)) {
          problemOf(name, given, columns).ifPresent(problems::add);
        } else if (SETTINGS.contains(name)) {
          problems.add(problem(name, "%s stands more than once: name it once.".formatted(name)));
        }
      }
      problems.addAll(unevenness(group, columns));
    }
    return List.copyOf(problems);
  }

  private static Optional<SettingProblem> problemOf(
      String name, Set<String> given, Map<String, List<Object>> columns) {
    if (!SETTINGS.contains(name)) {
      return Optional.of(unknown(name));
    }
    if (!given.contains(name)) {
      return Optional.of(
          problem(
              name,
              "%s is not among the settings: give it several values there, or leave it out here."
                  .formatted(name)));
    }
    return columns.getOrDefault(name, List.of()).size() == 1
        ? Optional.of(
            problem(
                name, "%s has one value: give it several, or leave it out here.".formatted(name)))
        : Optional.empty();
  }

  private static SettingProblem unknown(String name) {
    String remedy =
        NearestName.of(name, SETTINGS)
            .map("did you mean %s?"::formatted)
            .orElse("name settings as they are named elsewhere.");
    return problem(
        name, "there is no setting '%s': %s".formatted(SettingProblem.shown(name), remedy));
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
            "%s: give those that go together equally many.".formatted(told)));
  }

  private static SettingProblem problem(String given, String message) {
    return new SettingProblem(NAME, SettingProblem.shown(given), WHERE + message);
  }
}
