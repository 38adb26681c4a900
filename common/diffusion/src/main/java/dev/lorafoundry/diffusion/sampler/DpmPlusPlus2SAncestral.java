package dev.lorafoundry.diffusion.sampler;

/**
 * DPM-Solver++(2S) with fresh noise after each step but the last: exact in the linear part, with
 * the denoised latents at the middle of the step, in terms of {@code -log sigma}.
 */
final class DpmPlusPlus2SAncestral implements Solver {
  @Override
  public int registers() {
    return 2;
  }

  @Override
  public void step(Course course, Noising noising, double[] sigmas, int i) {
    double from = sigmas[i];
    Ancestral to = Ancestral.step(from, sigmas[i + 1]);
    Mix denoised = course.denoised(noising.ofSigma(from));
    if (to.down() == 0) {
      course.next(denoised);
      return;
    }
    double middle = Math.sqrt(from * to.down());
    course.next(towards(course.x(), denoised, middle / from), course.x());
    Mix denoisedThere = course.denoised(noising.ofSigma(middle));
    Mix x = towards(course.register(1), denoisedThere, to.down() / from);
    course.next(x.plus(course.noise().times(to.up())));
  }

  /** What is left of {@code x} after sigma has shrunk to {@code share}, the rest denoised. */
  private static Mix towards(Mix x, Mix denoised, double share) {
    return x.times(share).plus(denoised.times(1 - share));
  }
}
