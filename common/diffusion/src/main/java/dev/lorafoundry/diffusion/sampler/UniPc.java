package dev.lorafoundry.diffusion.sampler;

import java.util.stream.IntStream;

/**
 * UniPC (Zhao et al. 2023) of order 3 with data prediction and B(h) = h: a multistep predictor
 * whose result is corrected once the U-Net has seen it, at no further evaluation. In latents of
 * variance one, with lambda = ln(signal / noise).
 */
final class UniPc {
  private static final int ORDER = 3;
  private static final int CORRECTION = 1; // registers after the current latents
  private static final int EARLIER = 2;

  private final Noising noising;
  private final int steps;
  private final Course course = new Course(4, 1);
  private double correctorWeight;

  private UniPc(Noising noising, int steps) {
    this.noising = noising;
    this.steps = steps;
  }

  static SamplingPlan plan(Noising noising, int steps) {
    UniPc uniPc = new UniPc(noising, steps);
    for (int i = 0; i < steps; i++) {
      uniPc.step(i);
    }
    return uniPc.course.plan();
  }

  private void step(int i) {
    Mix denoised = course.denoised(Level.ofAlpha(alpha(i), timestep(i), noising.prediction()));
    Mix[] seen = {denoised, course.register(EARLIER), course.register(EARLIER + 1)};
    Mix x = i == 0 ? course.x() : corrected(denoised);
    int order = Math.min(Math.min(ORDER, i + 1), steps - i);
    double h = lambda(i + 1) - lambda(i);
    double signal = Math.sqrt(alpha(i + 1));
    Mix straight =
        x.times(Math.sqrt((1 - alpha(i + 1)) / (1 - alpha(i))))
            .minus(seen[0].times(signal * Math.expm1(-h)));
    double[] ratios = ratios(i, order, h);
    double[] ahead = order == 2 ? new double[] {0.5} : solve(ratios, h, order - 1);
    double[] back = order == 1 ? new double[] {0.5} : solve(ratios, h, order);
    Mix predicted = straight.plus(differences(seen, ratios, ahead, order).times(signal * h));
    correctorWeight = signal * h * back[order - 1];
    Mix uncorrected =
        straight
            .plus(differences(seen, ratios, back, order).times(signal * h))
            .minus(seen[0].times(correctorWeight));
    course.next(predicted, uncorrected, seen[0], seen[1]);
  }

  /** The latents that were predicted, now that the U-Net has seen them. */
  private Mix corrected(Mix denoised) {
    return course.register(CORRECTION).plus(denoised.times(correctorWeight));
  }

  private static Mix differences(Mix[] seen, double[] ratios, double[] weights, int order) {
    Mix sum = seen[0].times(0);
    for (int k = 1; k < order; k++) {
      sum = sum.plus(seen[k].minus(seen[0]).times(weights[k - 1] / ratios[k - 1]));
    }
    return sum;
  }

  /** Where the evaluations used lie, in steps of h from the present one; the step's end is 1. */
  private double[] ratios(int i, int order, double h) {
    double[] ratios = new double[order];
    for (int k = 1; k < order; k++) {
      ratios[k - 1] = (lambda(i - k) - lambda(i)) / h;
    }
    ratios[order - 1] = 1;
    return ratios;
  }

  /** Weights under which the first {@code size} powers of the ratios match phi functions of h. */
  private static double[] solve(double[] ratios, double h, int size) {
    double[][] rows = new double[size][size + 1];
    double phi = Math.expm1(-h) / -h - 1;
    double factorial = 1;
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        rows[i][k] = Math.pow(ratios[k], i);
      }
      rows[i][size] = phi * factorial / -h;
      factorial *= i + 2;
      phi = phi / -h - 1 / factorial;
    }
    return eliminate(rows);
  }

  private static double[] eliminate(double[][] rows) {
    int size = rows.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = 0; row < size; row++) {
        double factor = row == pivot ? 0 : rows[row][pivot] / rows[pivot][pivot];
        for (int column = 0; column <= size; column++) {
          rows[row][column] -= factor * rows[pivot][column];
        }
      }
    }
    return IntStream.range(0, size).mapToDouble(i -> rows[i][size] / rows[i][i]).toArray();
  }

  private double timestep(int i) {
    return (noising.schedule().timesteps() - 1) * (1 - i / (double) steps);
  }

  private double alpha(int i) {
    return noising.schedule().alpha(timestep(i));
  }

  private double lambda(int i) {
    return Math.log(alpha(i) / (1 - alpha(i))) / 2;
  }
}
