package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A run can't be started as asked; carries everything that is wrong with it. */
public final class RunRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<SettingProblem> problems;

  RunRefused(List<SettingProblem> problems) {
    super(problems.stream().map(SettingProblem::message).collect(Collectors.joining(" ")));
    this.problems = List.copyOf(problems);
  }

  public List<SettingProblem> problems() {
    return problems;
  }
}
