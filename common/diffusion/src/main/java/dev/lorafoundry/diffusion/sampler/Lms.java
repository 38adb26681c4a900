package dev.lorafoundry.diffusion.sampler;

/**
 * Linear multistep (Adams–Bashforth) of up to four slopes on uneven steps: the polynomial through
 * the last slopes, integrated over the step.
 */
final class Lms implements Solver {
  private static final int ORDER = 4;

  @Override
  public int registers() {
    return ORDER;
  }

  @Override
  public void step(Course course, Noising noising, double[] sigmas, int i) {
    Mix slope = Euler.slope(course, noising, sigmas[i]);
    int order = Math.min(i + 1, ORDER);
    Mix x = course.x();
    for (int j = 0; j < order; j++) {
      Mix past = j == 0 ? slope : course.register(j);
      x = x.plus(past.times(integral(sigmas, i, order, j)));
    }
    course.next(x, slope, course.register(1), course.register(2));
  }

  /** Integral over step {@code i} of the Lagrange polynomial that is 1 at sigma {@code i - j}. */
  private static double integral(double[] sigmas, int i, int order, int j) {
    double middle = (sigmas[i] + sigmas[i + 1]) / 2;
    double half = (sigmas[i + 1] - sigmas[i]) / 2;
    double offset = half / Math.sqrt(3); // why: two-point Gauss is exact up to degree 3
    return half
        * (basis(sigmas, i, order, j, middle - offset)
            + basis(sigmas, i, order, j, middle + offset));
  }

  private static double basis(double[] sigmas, int i, int order, int j, double at) {
    double product = 1;
    for (int k = 0; k < order; k++) {
      if (k != j) {
        product *= (at - sigmas[i - k]) / (sigmas[i - j] - sigmas[i - k]);
      }
    }
    return product;
  }
}
