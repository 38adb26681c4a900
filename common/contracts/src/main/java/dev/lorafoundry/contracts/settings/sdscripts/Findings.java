package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects notes and problems. Values are told for options that a setting takes only: others may be
 * secrets.
 */
final class Findings {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  /** Nobody reads more, and each takes its time. */
  private static final int MOST_PROBLEMS = 50;

  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<SettingProblem> problems = new LinkedHashSet<>();

  void note(String sentence) {
    notes.add(sentence);
  }

  /**
   * @param source the field of the request
   * @param option without dashes; empty if it is about none
   */
  void problem(String source, String option, String message) {
    if (problems.size() == MOST_PROBLEMS) {
      return;
    }
    problems.add(new SettingProblem(source, option.isEmpty() ? "" : "--" + option, message));
  }

  /** An option that sd-scripts does not have. */
  void unknown(String source, String name, String at) {
    if (problems.size() == MOST_PROBLEMS) {
      return; // why: to find the nearest name takes time
    }
    Matcher plain = NAME.matcher(name);
    String shown = plain.lookingAt() ? plain.group() : "";
    String meant =
        Bindings.ALL
            .ofSetting(shown)
            .or(() -> Options.ALL.nearest(shown))
            .map(nearest -> "did you mean --" + nearest + "?")
            .orElse("see the page of settings for all options.");
    problem(source, shown, "There is no option --%s (%s): %s".formatted(shown, at, meant));
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  List<SettingProblem> problems() {
    return List.copyOf(problems);
  }
}
