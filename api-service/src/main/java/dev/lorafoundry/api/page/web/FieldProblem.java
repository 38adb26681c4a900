package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with a field of a posted form; an empty message: nothing is. */
record FieldProblem(String field, Phrase message) {
  /**
   * @param message of the service, as it wrote it
   */
  FieldProblem(String field, String message) {
    this(field, Phrase.sentence(message));
  }

  /** What of all that was found is wrong with these settings, told at one field. */
  static FieldProblem of(String field, Set<String> settings, List<SettingProblem> found) {
    return new FieldProblem(
        field,
        found.stream()
            .filter(problem -> settings.contains(problem.setting()))
            .map(SettingProblem::message)
            .distinct()
            .collect(Collectors.joining(" ")));
  }
}
