package dev.lorafoundry.diffusion.sampler;

import java.util.stream.IntStream;

/**
 * DDIM without noise (Song et al. 2021), on whole timesteps, in latents of variance one. The last
 * step ends at the schedule's first alpha.
 */
final class Ddim {
  private Ddim() {}

  static SamplingPlan plan(Noising noising, int steps) {
    Course course = new Course(1, 1);
    int[] timesteps = timesteps(noising, steps);
    for (int i = 0; i < timesteps.length; i++) {
      int to = i + 1 < timesteps.length ? timesteps[i + 1] : 0;
      Mix denoised = course.denoised(noising.ofTimestep(timesteps[i]));
      Mix noise = noise(course.x(), denoised, noising.schedule().alpha(timesteps[i]));
      course.next(remix(denoised, noise, noising.schedule().alpha(to)));
    }
    return course.plan();
  }

  /**
   * Falling timesteps, evenly spaced, the last one 1. They reach up to the schedule's end, so that
   * there are more than {@code steps} where these don't divide the schedule: 29 for 28 of 1000.
   *
   * <p>why: pure noise lies at the end; whoever starts lower takes it for a hazy picture. The webui
   * spaces them so.
   */
  static int[] timesteps(Noising noising, int steps) {
    int all = noising.schedule().timesteps();
    int stride = all / steps;
    int last = (all - 1) / stride;
    return IntStream.rangeClosed(0, last)
        .map(i -> Math.min(1 + stride * (last - i), all - 1))
        .distinct()
        .toArray();
  }

  /** The noise in {@code x} when the rest of it is {@code denoised}. */
  static Mix noise(Mix x, Mix denoised, double alpha) {
    return x.minus(denoised.times(Math.sqrt(alpha))).over(Math.sqrt(1 - alpha));
  }

  static Mix remix(Mix denoised, Mix noise, double alpha) {
    return denoised.times(Math.sqrt(alpha)).plus(noise.times(Math.sqrt(1 - alpha)));
  }
}
