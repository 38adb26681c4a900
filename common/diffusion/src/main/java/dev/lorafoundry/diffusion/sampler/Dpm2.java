package dev.lorafoundry.diffusion.sampler;

/**
 * DPM-Solver-2: the slope at the geometric middle of the step. Two evaluations a step. The
 * ancestral kind adds fresh noise after each step but the last.
 */
final class Dpm2 implements Solver {
  private final boolean ancestral;

  private Dpm2(boolean ancestral) {
    this.ancestral = ancestral;
  }

  static Dpm2 plain() {
    return new Dpm2(false);
  }

  static Dpm2 ancestral() {
    return new Dpm2(true);
  }

  @Override
  public int registers() {
    return 2;
  }

  @Override
  public void step(Course course, Noising noising, double[] sigmas, int i) {
    double from = sigmas[i];
    Ancestral to =
        ancestral ? Ancestral.step(from, sigmas[i + 1]) : new Ancestral(sigmas[i + 1], 0);
    Mix slope = Euler.slope(course, noising, from);
    if (to.down() == 0) {
      course.next(course.x().plus(slope.times(to.down() - from)));
      return;
    }
    double middle = Math.sqrt(from * to.down());
    course.next(course.x().plus(slope.times(middle - from)), course.x());
    Mix slopeThere = Euler.slope(course, noising, middle);
    Mix x = course.register(1).plus(slopeThere.times(to.down() - from));
    course.next(x.plus(course.noise().times(to.up())));
  }
}
