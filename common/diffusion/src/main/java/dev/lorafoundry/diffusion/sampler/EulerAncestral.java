package dev.lorafoundry.diffusion.sampler;

/** Euler's method with fresh noise after each step but the last. */
final class EulerAncestral implements Solver {
  @Override
  public int registers() {
    return 1;
  }

  @Override
  public void step(Course course, Noising noising, double[] sigmas, int i) {
    Ancestral step = Ancestral.step(sigmas[i], sigmas[i + 1]);
    Mix slope = Euler.slope(course, noising, sigmas[i]);
    Mix x = course.x().plus(slope.times(step.down() - sigmas[i]));
    course.next(x.plus(course.noise().times(step.up())));
  }
}
