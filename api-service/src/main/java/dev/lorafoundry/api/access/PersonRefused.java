package dev.lorafoundry.api.access;

import dev.lorafoundry.contracts.settings.SettingProblem;

/** What is written about a person, or a token of theirs, can't be so. */
public final class PersonRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SettingProblem problem;

  PersonRefused(String field, String given, String message) {
    super(message);
    this.problem = new SettingProblem(field, SettingProblem.shown(given), message);
  }

  public SettingProblem problem() {
    return problem;
  }
}
