package dev.lorafoundry.api.preset;

import dev.lorafoundry.contracts.settings.SettingProblem;

/** A preset can't be saved, or removed, as asked. */
public final class PresetRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SettingProblem problem;

  PresetRefused(String part, String given, String message) {
    super(message);
    this.problem = new SettingProblem(part, SettingProblem.shown(given), message);
  }

  public SettingProblem problem() {
    return problem;
  }
}
