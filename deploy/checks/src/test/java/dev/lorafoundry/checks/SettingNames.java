package dev.lorafoundry.checks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of our settings that a text for people mentions. */
final class SettingNames {
  /** A star stands for all below, as in {@code lora-foundry.states.*}. */
  private static final Pattern SETTING =
      Pattern.compile("(?:`|--)(lora-foundry(?:\\.[a-z0-9*-]+){2,})");

  private static final Pattern VARIABLE = Pattern.compile("\\bLORA_FOUNDRY_[A-Z0-9_]+");

  private SettingNames() {}

  static Set<String> mentionedIn(String text) {
    return SETTING
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Environment variables, with an empty value each. */
  static Map<String, String> variablesIn(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    VARIABLE.matcher(text).results().map(MatchResult::group).forEach(v -> variables.put(v, ""));
    return variables;
  }

  /** Whether one of these settings has this name, or lies below it. */
  static boolean isKnown(String mentioned, Set<String> settings) {
    String group = mentioned.replaceAll("\\.\\*$", "");
    return settings.stream().anyMatch(s -> s.equals(group) || s.startsWith(group + "."));
  }

  /** Names in the tables of a section of docs/configuration.md. */
  static Set<String> listedUnder(String heading, String text) {
    return Stream.of(text.split("\n## "))
        .filter(section -> section.startsWith(heading + "\n"))
        .flatMap(String::lines)
        .filter(line -> line.startsWith("| `lora-foundry."))
        .map(line -> line.split("`", 3)[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
