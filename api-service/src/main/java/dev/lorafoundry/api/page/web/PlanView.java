package dev.lorafoundry.api.page.web;

import java.util.List;

/**
 * What a run would do, or why it can't be started.
 *
 * @param left jobs beyond those that are listed
 */
record PlanView(
    List<FieldProblem> problems,
    String count,
    String steps,
    String estimate,
    List<String> notes,
    List<PlannedJobView> jobs,
    int left) {
  PlanView {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
    jobs = List.copyOf(jobs);
  }

  static PlanView refused(List<FieldProblem> problems) {
    return new PlanView(problems, "", "", "", List.of(), List.of(), 0);
  }

  record PlannedJobView(String name, String steps) {}
}
