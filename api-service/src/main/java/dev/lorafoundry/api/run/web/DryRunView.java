package dev.lorafoundry.api.run.web;

import dev.lorafoundry.api.run.Estimate;
import dev.lorafoundry.api.run.JobMemory;
import dev.lorafoundry.api.run.RunPlan;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.memory.MemoryEstimate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do.
 *
 * @param totalCheckpoints that the jobs save, unless they end early
 * @param settings what results from preset, settings and arguments: one or more values by name
 * @param notes what was changed of the request and what to know of it, sentences for people
 */
record DryRunView(
    List<Job> jobs,
    int totalJobs,
    long totalSteps,
    long totalCheckpoints,
    Map<String, @Nullable Object> settings,
    Expectation estimate,
    List<String> notes) {

  /**
   * One combination.
   *
   * @param checkpoints that it saves, unless it ends early
   * @param memory that its worker's device needs at the peak, estimated; absent where the base
   *     model's sizes are unknown
   */
  record Job(
      String name,
      long steps,
      long stepsPerEpoch,
      long checkpoints,
      @Nullable Memory memory,
      Map<String, Object> settings) {
    static Job of(PlannedJob planned) {
      return new Job(
          planned.name(),
          planned.length().totalSteps(),
          planned.length().stepsPerEpoch(),
          planned.checkpoints(),
          planned.memory() == null ? null : Memory.of(planned.memory()),
          SettingsCatalogue.TRAINING.valuesOf(planned.settings()));
    }
  }

  /**
   * Memory in bytes, and its parts.
   *
   * @param weights the base model's frozen weights that a step computes with
   * @param network what is trained, with all that the optimiser remembers
   * @param step what comes and goes in a step
   * @param overhead the device's own libraries, and gaps
   * @param largestDevice of the workers that train; absent while what one of them has is unknown
   */
  record Memory(
      long bytes,
      long weights,
      long network,
      long step,
      long overhead,
      @Nullable Long largestDevice) {
    static Memory of(JobMemory memory) {
      MemoryEstimate estimate = memory.needed();
      return new Memory(
          estimate.total(),
          estimate.weights(),
          estimate.network(),
          estimate.step(),
          estimate.overhead(),
          memory.largestDevice());
    }
  }

  /**
   * How long it will take.
   *
   * @param seconds absent if nothing like it was ever measured
   * @param basis what the estimate rests on, or why there is none
   */
  record Expectation(@Nullable Long seconds, String basis) {
    static Expectation of(Estimate estimate) {
      return new Expectation(
          estimate.duration() == null ? null : estimate.duration().toSeconds(), estimate.basis());
    }
  }

  static DryRunView of(RunPlan plan) {
    return new DryRunView(
        plan.jobs().stream().map(Job::of).toList(),
        plan.jobs().size(),
        plan.totalSteps(),
        plan.totalCheckpoints(),
        plan.settings(),
        Expectation.of(plan.estimate()),
        plan.notes());
  }
}
