package dev.lorafoundry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.Assertions;

/** How tests compare lists of numbers with references. */
public final class Numbers {
  private Numbers() {}

  /** No number is further away than {@code tolerance}. */
  public static void assertClose(float[] actual, float[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - (double) expected[i]));
      if (Float.isNaN(actual[i]) != Float.isNaN(expected[i])) {
        Assertions.fail("element %d is %s, expected %s", i, actual[i], expected[i]);
      }
    }
    assertThat(worst).as("largest difference").isLessThanOrEqualTo(tolerance);
  }

  /** {@code |actual - expected| / |expected|} in the L2 norm. */
  public static double relativeError(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < actual.length; i++) {
      difference += Math.pow(actual[i] - (double) expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference) / Math.max(Math.sqrt(norm), 1e-30);
  }

  /** L2 norm. */
  public static double norm(float[] numbers) {
    double sum = 0;
    for (float each : numbers) {
      sum += each * (double) each;
    }
    return Math.sqrt(sum);
  }
}
