package dev.lorafoundry.diffusion.sampler;

/** Euler's method: a straight line along the slope {@code (x - denoised) / sigma}. */
final class Euler implements Solver {
  @Override
  public int registers() {
    return 1;
  }

  @Override
  public void step(Course course, Noising noising, double[] sigmas, int i) {
    Mix slope = slope(course, noising, sigmas[i]);
    course.next(course.x().plus(slope.times(sigmas[i + 1] - sigmas[i])));
  }

  /** Asks for the denoised latents at {@code sigma} and gives the slope there. */
  static Mix slope(Course course, Noising noising, double sigma) {
    return course.x().minus(course.denoised(noising.ofSigma(sigma))).over(sigma);
  }
}
