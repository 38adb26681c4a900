package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.settings.SettingProblem;

/** A file can't become a base model for a reason that is not in its tensors. */
public final class UploadRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SettingProblem problem;

  private UploadRefused(SettingProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  /**
   * @param part of the request, such as file or tokenizer
   * @param message what was given, what is allowed and what to do
   */
  static UploadRefused of(String part, String message) {
    return new UploadRefused(new SettingProblem(part, "", message));
  }

  public SettingProblem problem() {
    return problem;
  }
}
