package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.run.Estimate;
import dev.lorafoundry.api.run.RunPlan;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.memory.MemoryEstimate;
import dev.lorafoundry.diffusion.memory.MemorySize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do, or why it can't be started.
 *
 * @param amounts of steps and checkpoints
 * @param axes settings in which the jobs differ, with their values
 * @param time how long it takes; absent: unknown
 * @param estimate how long it takes, and what that rests on; absent: it can't be started
 * @param memory what jobs need of their device, and why; absent: it is unknown
 * @param notes of the service
 * @param left jobs beyond those that are listed
 */
record PlanView(
    List<FieldProblem> problems,
    @Nullable Phrase count,
    List<Phrase> amounts,
    List<Axis> axes,
    @Nullable Phrase time,
    @Nullable Phrase estimate,
    @Nullable Phrase memory,
    List<String> notes,
    List<PlannedJobView> jobs,
    int left) {
  private static final int LISTED = 50;

  /** Of one axis, so many values are told. */
  private static final int VALUES = 12;

  PlanView {
    problems = List.copyOf(problems);
    amounts = List.copyOf(amounts);
    axes = List.copyOf(axes);
    notes = List.copyOf(notes);
    jobs = List.copyOf(jobs);
  }

  static PlanView refused(List<FieldProblem> problems) {
    return new PlanView(
        problems, null, List.of(), List.of(), null, null, null, List.of(), List.of(), 0);
  }

  static PlanView of(RunPlan plan) {
    return new PlanView(
        List.of(),
        Phrase.of("count.jobs", plan.jobs().size()),
        List.of(
            Phrase.of("count.steps", plan.totalSteps()),
            Phrase.of("count.checkpoints", plan.totalCheckpoints())),
        axes(plan),
        plan.estimate().duration() == null ? null : JobPhrases.duration(plan.estimate().duration()),
        estimate(plan.estimate()),
        plan.largestMemory().map(PlanView::memory).orElse(null),
        plan.notes(),
        plan.jobs().stream().limit(LISTED).map(PlannedJobView::of).toList(),
        Math.max(0, plan.jobs().size() - LISTED));
  }

  /** Ranges are unfolded, so that people see what they asked for. */
  private static List<Axis> axes(RunPlan plan) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (PlannedJob job : plan.jobs()) {
      Map<String, Object> settings = SettingsCatalogue.TRAINING.valuesOf(job.settings());
      for (SettingDefinition definition : SettingsCatalogue.TRAINING.definitions()) {
        values
            .computeIfAbsent(definition.name(), name -> new LinkedHashSet<>())
            .add(SettingsFields.text(settings.get(definition.name())));
      }
    }
    return values.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(each -> axis(each.getKey(), each.getValue()))
        .toList();
  }

  private static Axis axis(String setting, Set<String> values) {
    List<Phrase> shown = new ArrayList<>();
    values.stream()
        .limit(VALUES)
        .map(text -> text.isEmpty() ? Phrase.of("choice.not-set") : Phrase.verbatim(text))
        .forEach(shown::add);
    if (values.size() > VALUES) {
      shown.add(Phrase.verbatim("…"));
    }
    return new Axis(SettingsFields.TRAINING.label(setting), values.size(), shown);
  }

  private static Phrase estimate(Estimate estimate) {
    return estimate.duration() == null
        ? Phrase.sentence(estimate.basis())
        : Phrase.of(
            "plan.estimate",
            JobPhrases.duration(estimate.duration()),
            Phrase.sentence(estimate.basis()));
  }

  private static Phrase memory(MemoryEstimate most) {
    return Phrase.of(
        "plan.memory",
        MemorySize.text(most.total()),
        MemorySize.text(most.weights()),
        MemorySize.text(most.network()),
        MemorySize.text(most.step()),
        MemorySize.text(most.overhead()));
  }

  /**
   * A setting in which jobs differ.
   *
   * @param count of its values
   * @param values the first of them
   */
  record Axis(Phrase label, int count, List<Phrase> values) {
    Axis {
      values = List.copyOf(values);
    }
  }

  /**
   * @param about its steps, and what memory it needs where that is known, and whether a worker has
   *     it
   */
  record PlannedJobView(String name, List<Phrase> about) {
    PlannedJobView {
      about = List.copyOf(about);
    }

    static PlannedJobView of(PlannedJob job) {
      List<Phrase> about = new ArrayList<>();
      about.add(Phrase.of("count.steps", job.length().totalSteps()));
      if (job.memory() != null) {
        about.add(Phrase.verbatim(MemorySize.text(job.memory().needed().total())));
        if (job.memory().fitsNowhere()) {
          about.add(Phrase.of("plan.fits-nowhere"));
        }
      }
      return new PlannedJobView(job.name(), about);
    }
  }
}
