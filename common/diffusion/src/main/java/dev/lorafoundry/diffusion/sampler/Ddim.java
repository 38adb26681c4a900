package dev.lorafoundry.diffusion.sampler;

/**
 * DDIM without noise (Song et al. 2021), on whole timesteps, in latents of variance one. The last
 * step ends at the schedule's first alpha.
 */
final class Ddim {
  private Ddim() {}

  static SamplingPlan plan(Noising noising, int steps) {
    Course course = new Course(1, 1);
    int[] timesteps = timesteps(noising, steps);
    for (int i = 0; i < steps; i++) {
      int to = i + 1 < steps ? timesteps[i + 1] : 0;
      Mix denoised = course.denoised(noising.ofTimestep(timesteps[i]));
      Mix noise = noise(course.x(), denoised, noising.schedule().alpha(timesteps[i]));
      course.next(remix(denoised, noise, noising.schedule().alpha(to)));
    }
    return course.plan();
  }

  /** Falling timesteps, evenly spaced, the last one 1. */
  static int[] timesteps(Noising noising, int steps) {
    int stride = noising.schedule().timesteps() / steps;
    int[] found = new int[steps];
    for (int i = 0; i < steps; i++) {
      found[i] = 1 + stride * (steps - 1 - i);
    }
    return found;
  }

  /** The noise in {@code x} when the rest of it is {@code denoised}. */
  static Mix noise(Mix x, Mix denoised, double alpha) {
    return x.minus(denoised.times(Math.sqrt(alpha))).over(Math.sqrt(1 - alpha));
  }

  static Mix remix(Mix denoised, Mix noise, double alpha) {
    return denoised.times(Math.sqrt(alpha)).plus(noise.times(Math.sqrt(1 - alpha)));
  }
}
