package dev.lorafoundry.diffusion.sampler;

import java.util.Arrays;
import java.util.function.BiFunction;

/** Lays out all stages of a sampling. */
sealed interface Planner {
  SamplingPlan plan(Noising noising, Spacing spacing, int steps);

  /** Steps from the largest sigma to 0, spaced as asked. */
  record OnSigmas(Solver solver) implements Planner {
    @Override
    public SamplingPlan plan(Noising noising, Spacing spacing, int steps) {
      return follow(solver, noising, spacing.sigmas(noising.schedule(), steps));
    }
  }

  /**
   * As {@link OnSigmas}, one step more planned and the smallest sigma left out, as the webui does
   * for samplers that look at the middle of a step.
   */
  record OnLargerSigmas(Solver solver) implements Planner {
    @Override
    public SamplingPlan plan(Noising noising, Spacing spacing, int steps) {
      double[] sigmas = spacing.sigmas(noising.schedule(), steps + 1);
      sigmas[steps] = 0;
      return follow(solver, noising, Arrays.copyOf(sigmas, steps + 1));
    }
  }

  /** Evenly spaced whole timesteps. */
  record OnTimesteps(BiFunction<Noising, Integer, SamplingPlan> steps) implements Planner {
    @Override
    public SamplingPlan plan(Noising noising, Spacing spacing, int count) {
      return steps.apply(noising, count);
    }
  }

  private static SamplingPlan follow(Solver solver, Noising noising, double[] sigmas) {
    Course course = new Course(solver.registers(), sigmas[0]);
    for (int i = 0; i < sigmas.length - 1; i++) {
      solver.step(course, noising, sigmas, i);
    }
    return course.plan();
  }
}
