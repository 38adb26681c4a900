package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what can't be trained. */
final class Refusals {
  private final List<SettingProblem> problems = new ArrayList<>();

  void require(boolean met, String setting, Object given, Supplier<String> message) {
    if (!met) {
      add(new SettingProblem(setting, String.valueOf(given), message.get()));
    }
  }

  void add(SettingProblem problem) {
    problems.add(problem);
  }

  List<SettingProblem> all() {
    return List.copyOf(problems);
  }
}
