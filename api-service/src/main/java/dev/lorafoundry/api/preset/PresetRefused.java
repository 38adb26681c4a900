package dev.lorafoundry.api.preset;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A preset can't be saved, or removed, as asked; with all problems at once. */
public final class PresetRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<SettingProblem> problems;

  PresetRefused(List<SettingProblem> problems) {
    super(problems.stream().map(SettingProblem::message).collect(Collectors.joining(" ")));
    this.problems = List.copyOf(problems);
  }

  public List<SettingProblem> problems() {
    return problems;
  }
}
