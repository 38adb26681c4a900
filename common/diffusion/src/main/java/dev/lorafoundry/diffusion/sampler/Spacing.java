package dev.lorafoundry.diffusion.sampler;

/** Where a sampler's steps lie between the largest and the smallest sigma. */
public enum Spacing {
  /** Evenly spaced timesteps. */
  UNIFORM("") {
    @Override
    double between(Sigmas sigmas, double part) {
      return sigmas.at((sigmas.timesteps() - 1) * (1 - part));
    }
  },
  /** Denser towards the end: evenly spaced 7th roots (Karras et al. 2022, eq. 5). */
  KARRAS("Karras") {
    @Override
    double between(Sigmas sigmas, double part) {
      double largest = Math.pow(sigmas.largest(), 1 / RHO);
      double smallest = Math.pow(sigmas.smallest(), 1 / RHO);
      return Math.pow(largest + part * (smallest - largest), RHO);
    }
  },
  /** Evenly spaced logarithms. */
  EXPONENTIAL("Exponential") {
    @Override
    double between(Sigmas sigmas, double part) {
      double largest = Math.log(sigmas.largest());
      return Math.exp(largest + part * (Math.log(sigmas.smallest()) - largest));
    }
  };

  private static final double RHO = 7;

  private final String suffix;

  Spacing(String suffix) {
    this.suffix = suffix;
  }

  /** What people write after the sampler's name; empty for the plain one. */
  public String suffix() {
    return suffix;
  }

  /** Sigma at {@code part} of the way from the largest (0) to the smallest (1). */
  abstract double between(Sigmas sigmas, double part);

  /** Falling sigmas where the steps begin, and 0 where the last one ends: {@code steps + 1}. */
  double[] sigmas(Sigmas sigmas, int steps) {
    double[] found = new double[steps + 1];
    for (int i = 0; i < steps; i++) {
      found[i] = between(sigmas, steps == 1 ? 0 : i / (steps - 1.0));
    }
    return found;
  }
}
