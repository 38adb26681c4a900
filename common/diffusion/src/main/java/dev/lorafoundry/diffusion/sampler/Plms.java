package dev.lorafoundry.diffusion.sampler;

/**
 * PLMS (Liu et al. 2022): DDIM's step along a noise that is extrapolated from up to four
 * evaluations. The first step is taken twice, so there is one evaluation more than timesteps.
 */
final class Plms {
  private static final double[][] EXTRAPOLATION = {
    {1},
    {3 / 2.0, -1 / 2.0},
    {23 / 12.0, -16 / 12.0, 5 / 12.0},
    {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
  };
  private static final int START = 4; // register of the latents that the first step began with

  private final Noising noising;
  private final int[] timesteps;
  private final Course course = new Course(5, 1);

  private Plms(Noising noising, int steps) {
    this.noising = noising;
    timesteps = Ddim.timesteps(noising, steps);
  }

  static SamplingPlan plan(Noising noising, int steps) {
    Plms plms = new Plms(noising, steps);
    plms.firstStep();
    for (int i = 1; i < plms.timesteps.length; i++) {
      plms.step(i);
    }
    return plms.course.plan();
  }

  private void firstStep() {
    Mix noise = noiseAt(timesteps[0]);
    course.next(transfer(course.x(), noise, 0), noise, noise.times(0), noise.times(0), course.x());
    Mix first = course.register(1);
    Mix mean = noiseAt(end(0)).plus(first).over(2);
    course.next(transfer(course.register(START), mean, 0), first);
  }

  private void step(int i) {
    Mix noise = noiseAt(timesteps[i]);
    double[] weights = EXTRAPOLATION[Math.min(i, EXTRAPOLATION.length - 1)];
    Mix extrapolated = noise.times(weights[0]);
    for (int j = 1; j < weights.length; j++) {
      extrapolated = extrapolated.plus(course.register(j).times(weights[j]));
    }
    Mix x = transfer(course.x(), extrapolated, i);
    course.next(x, noise, course.register(1), course.register(2));
  }

  private Mix noiseAt(int timestep) {
    Mix denoised = course.denoised(noising.ofTimestep(timestep));
    return Ddim.noise(course.x(), denoised, noising.schedule().alpha(timestep));
  }

  /** Step {@code i} from {@code x} along {@code noise}. */
  private Mix transfer(Mix x, Mix noise, int i) {
    double from = noising.schedule().alpha(timesteps[i]);
    double to = noising.schedule().alpha(end(i));
    double share = Math.sqrt(to / from);
    return x.times(share).plus(noise.times(Math.sqrt(1 - to) - share * Math.sqrt(1 - from)));
  }

  private int end(int i) {
    return i + 1 < timesteps.length ? timesteps[i + 1] : 0;
  }
}
