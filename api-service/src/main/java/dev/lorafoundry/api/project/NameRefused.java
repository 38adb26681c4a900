package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.settings.SettingProblem;

/** A name that can't be given. */
public final class NameRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_SHOWN = 40;

  private final transient SettingProblem problem;

  private NameRefused(SettingProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  /**
   * @param rule what is wrong and what to do, as the end of a sentence that begins with the name
   */
  static NameRefused of(String name, String rule) {
    String shown = shown(name);
    return new NameRefused(
        new SettingProblem(
            "name", shown, "The name '%s' is not allowed: %s.".formatted(shown, rule)));
  }

  public SettingProblem problem() {
    return problem;
  }

  private static String shown(String name) {
    String visible = name.replaceAll("\\p{Cntrl}", "�");
    return visible.codePointCount(0, visible.length()) > LONGEST_SHOWN
        ? visible.substring(0, visible.offsetByCodePoints(0, LONGEST_SHOWN)) + "…"
        : visible;
  }
}
