package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.SettingDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which settings take which options, as the settings themselves say: {@code learning_rate}, {@code
 * optimizer_args betas} for a key of a list option, several of them with commas. Settings that name
 * the same key share its values in the order of their declaration.
 */
final class Bindings {
  /** Options of settings that mean the same without saying so. */
  private static final Map<String, List<String>> OF_PREPARATION =
      Map.of(
          "resolution", List.of("width", "height"),
          "dataset_repeats", List.of("repeats"));

  static final Bindings ALL = ofAllSettings();

  private final Map<String, List<Target>> byWords = new LinkedHashMap<>();

  private static Bindings ofAllSettings() {
    Bindings bindings = new Bindings();
    for (Part part : Part.values()) {
      bindings.add(part, part.catalogue().definitions());
    }
    OF_PREPARATION.forEach(
        (option, names) ->
            bindings.byWords.computeIfAbsent(
                option,
                absent ->
                    names.stream()
                        .map(Part.PREPARATION.catalogue()::definition)
                        .map(definition -> new Target(Part.PREPARATION, definition))
                        .toList()));
    return bindings;
  }

  Bindings add(Part part, List<SettingDefinition> definitions) {
    for (SettingDefinition definition : definitions) {
      for (String words : definition.rules().sdScripts().split(",")) {
        if (!words.isBlank()) {
          byWords
              .computeIfAbsent(words.strip(), absent -> new ArrayList<>())
              .add(new Target(part, definition));
        }
      }
    }
    return this;
  }

  /** Settings that take this option; none if no setting does. */
  List<Target> of(String option) {
    return byWords.getOrDefault(option, List.of());
  }

  /** Settings that take this key of a list option. */
  List<Target> of(String option, String key) {
    return of(option + " " + key);
  }

  /** The option of the setting that has this name, here or in sd-webui-train-tools. */
  Optional<String> ofSetting(String name) {
    return byWords.entrySet().stream()
        .filter(each -> !name.isEmpty())
        .filter(each -> each.getValue().stream().anyMatch(target -> isCalled(target, name)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isCalled(Target target, String name) {
    return target.name().equals(name) || target.definition().rules().original().equals(name);
  }

  /** Keys of a list option that settings take. */
  Set<String> keys(String option) {
    return byWords.keySet().stream()
        .filter(words -> words.startsWith(option + " "))
        .map(words -> words.substring(option.length() + 1))
        .collect(Collectors.toSet());
  }

  /** All options that settings name, without keys. */
  Set<String> options() {
    return byWords.keySet().stream()
        .map(words -> words.replaceFirst(" .*", ""))
        .collect(Collectors.toSet());
  }
}
