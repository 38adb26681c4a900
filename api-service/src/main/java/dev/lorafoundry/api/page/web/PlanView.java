package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.run.Estimate;
import dev.lorafoundry.api.run.RunPlan;
import dev.lorafoundry.diffusion.memory.MemoryEstimate;
import java.util.List;

/**
 * What a run would do, or why it can't be started.
 *
 * @param memory what jobs need of their device, and why
 * @param left jobs beyond those that are listed
 */
record PlanView(
    List<FieldProblem> problems,
    String count,
    String steps,
    String checkpoints,
    String estimate,
    String memory,
    List<String> notes,
    List<PlannedJobView> jobs,
    int left) {
  private static final int LISTED = 50;

  PlanView {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
    jobs = List.copyOf(jobs);
  }

  static PlanView refused(List<FieldProblem> problems) {
    return new PlanView(problems, "", "", "", "", "", List.of(), List.of(), 0);
  }

  static PlanView of(RunPlan plan) {
    return new PlanView(
        List.of(),
        Words.count(plan.jobs().size(), "job"),
        Words.count(plan.totalSteps(), "step"),
        Words.count(plan.totalCheckpoints(), "checkpoint"),
        estimate(plan.estimate()),
        plan.largestMemory().map(PlanView::memory).orElse(""),
        plan.notes(),
        plan.jobs().stream()
            .limit(LISTED)
            .map(
                job ->
                    new PlannedJobView(
                        job.name(),
                        Words.count(job.length().totalSteps(), "step"),
                        job.memory() == null ? "" : Words.memory(job.memory().total())))
            .toList(),
        Math.max(0, plan.jobs().size() - LISTED));
  }

  private static String estimate(Estimate estimate) {
    return estimate.duration() == null
        ? estimate.basis()
        : "About %s on one worker. %s"
            .formatted(Words.duration(estimate.duration()), estimate.basis());
  }

  private static String memory(MemoryEstimate most) {
    return "About %s of device memory at the peak: base model %s, LoRA and optimiser %s, one step %s, libraries %s."
        .formatted(
            Words.memory(most.total()),
            Words.memory(most.weights()),
            Words.memory(most.network()),
            Words.memory(most.step()),
            Words.memory(most.overhead()));
  }

  /**
   * @param memory empty where it is unknown
   */
  record PlannedJobView(String name, String steps, String memory) {}
}
