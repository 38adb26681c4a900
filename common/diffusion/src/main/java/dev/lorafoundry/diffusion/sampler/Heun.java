package dev.lorafoundry.diffusion.sampler;

/** Heun's method: the mean of the slopes at both ends of the step. Two evaluations a step. */
final class Heun implements Solver {
  @Override
  public int registers() {
    return 2;
  }

  @Override
  public void step(Course course, Noising noising, double[] sigmas, int i) {
    double length = sigmas[i + 1] - sigmas[i];
    Mix slope = Euler.slope(course, noising, sigmas[i]);
    Mix guess = course.x().plus(slope.times(length));
    Mix half = course.x().plus(slope.times(length / 2));
    course.next(guess, half);
    if (sigmas[i + 1] > 0) {
      Mix slopeThere = Euler.slope(course, noising, sigmas[i + 1]);
      course.next(course.register(1).plus(slopeThere.times(length / 2)));
    }
  }
}
