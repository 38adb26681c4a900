package dev.lorafoundry.diffusion.optimiser;

import static dev.lorafoundry.diffusion.optimiser.TowardsThree.assertSame;
import static dev.lorafoundry.diffusion.optimiser.TowardsThree.gradient;
import static dev.lorafoundry.diffusion.optimiser.TowardsThree.train;
import static dev.lorafoundry.diffusion.optimiser.TowardsThree.trainSometimesWithBoth;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Optimisers whose first step and some later ones pass one of two parameters by, against what their
 * references do with a parameter that has no gradient, in double precision. AdamW, Adam and
 * Adafactor count the steps of each parameter, the others those of all.
 */
final class PassedByTest {
  private static final Adam NUMBERS = new Adam(0.8, 0.95, 1e-6, 0.1);
  private static final double RATE = 0.5;
  private static final int STEPS = 9;

  /** Whether a parameter takes part in a step, from 1. */
  private static boolean takesPart(int parameter, int step) {
    return parameter == 0 || TowardsThree.takesBoth(step);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AdamW", "Adam", "AdamW8bit"})
  void adamCountsTheStepsThatAParameterTook(String name) {
    boolean decouple = !name.equals("Adam");
    double[] p = {1, -2};
    double[] m = new double[2];
    double[] v = new double[2];
    int[] t = new int[2];
    for (int step = 1; step <= STEPS; step++) {
      for (int i = 0; i < 2; i++) {
        if (takesPart(i, step)) {
          t[i]++;
          double g = gradient(p[i]) + (decouple ? 0 : 0.1 * p[i]);
          m[i] = 0.8 * m[i] + 0.2 * g;
          v[i] = 0.95 * v[i] + 0.05 * g * g;
          double root = Math.sqrt(v[i] / (1 - Math.pow(0.95, t[i])));
          p[i] -= decouple ? RATE * 0.1 * p[i] : 0;
          p[i] -= RATE * m[i] / (1 - Math.pow(0.8, t[i])) / (root + 1e-6);
        }
      }
    }

    assertSame(trainSometimesWithBoth(adam(name), STEPS, RATE, ""), p);
  }

  private static Optimiser adam(String name) {
    AdamW decoupled = new AdamW(0.8, 0.95, 1e-6, 0.1);
    return switch (name) {
      case "Adam" -> NUMBERS;
      case "AdamW" -> decoupled;
      default -> new AdamW8bit(decoupled);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "GIVEN, true",
    "GIVEN, false",
    "SHRINKING, true",
    "SHRINKING, false",
    "GROWING_FIRST, true",
    "GROWING_FIRST, false"
  })
  void adafactorCountsTheStepsThatAParameterTook(Adafactor.StepSizes sizes, boolean scale) {
    Adafactor adafactor = new Adafactor(0.6, 1e-30, 0.1, scale, 0.9, -0.7, sizes);
    double[] p = {1, -2};
    double[] m = new double[2];
    double[] v = new double[2];
    int[] t = new int[2];
    for (int step = 1; step <= STEPS; step++) {
      for (int i = 0; i < 2; i++) {
        if (takesPart(i, step)) {
          t[i]++;
          double g = gradient(p[i]);
          double beta = 1 - Math.pow(t[i], -0.7);
          v[i] = beta * v[i] + (1 - beta) * g * g;
          double u = g / Math.sqrt(v[i]);
          u /= Math.max(1, Math.abs(u) / 0.9);
          double rate = rate(sizes, t[i]) * (scale ? Math.max(1e-3, Math.abs(p[i])) : 1);
          m[i] = 0.6 * m[i] + 0.4 * rate * u;
          p[i] -= 0.1 * rate * p[i] + m[i];
        }
      }
    }

    assertSame(trainSometimesWithBoth(adafactor, STEPS, RATE, ""), p);
  }

  private static double rate(Adafactor.StepSizes sizes, int step) {
    return switch (sizes) {
      case GIVEN -> RATE;
      case SHRINKING -> Math.min(1e-2, 1 / Math.sqrt(step));
      case GROWING_FIRST -> Math.min(1e-6 * step, 1 / Math.sqrt(step));
    };
  }

  static Stream<Optimiser> countingEach() {
    return Stream.of(
        adam("AdamW"),
        adam("Adam"),
        adam("AdamW8bit"),
        new Adafactor(0, 1e-30, 0.1, true, 1, -0.8, Adafactor.StepSizes.GIVEN));
  }

  @ParameterizedTest
  @MethodSource("countingEach")
  void whatIsPassedByTrainsAsIfThoseStepsHadNotBeen(Optimiser optimiser) {
    int taken = (int) IntStream.rangeClosed(1, STEPS).filter(TowardsThree::takesBoth).count();

    assertThat(trainSometimesWithBoth(optimiser, STEPS, RATE, ""))
        .containsExactly(
            train(optimiser, STEPS, RATE, RATE)[0], train(optimiser, taken, RATE, RATE)[1]);
  }

  @Test
  void scheduleFreeKeepsTheStartOfWhatItPassesBy() {
    ScheduleFreeAdamW optimiser = new ScheduleFreeAdamW(NUMBERS, 0);
    String average = optimiser.average().orElseThrow();

    assertSame(trainSometimesWithBoth(optimiser, STEPS, RATE, ""), scheduleFree(STEPS)[0]);
    assertSame(trainSometimesWithBoth(optimiser, STEPS, RATE, average), scheduleFree(STEPS)[1]);
    assertThat(trainSometimesWithBoth(optimiser, 1, RATE, "")[1]).isEqualTo(-2);
    assertThat(trainSometimesWithBoth(optimiser, 1, RATE, average)[1]).isEqualTo(-2);
  }

  /** Parameters, and averages. */
  private static double[][] scheduleFree(int steps) {
    double[] y = {1, -2};
    double[] x = y.clone();
    double[] z = y.clone();
    double[] v = new double[2];
    for (int step = 1; step <= steps; step++) {
      for (int i = 0; i < 2; i++) {
        if (takesPart(i, step)) {
          double g = gradient(y[i]);
          v[i] = 0.95 * v[i] + 0.05 * g * g;
          double root = Math.sqrt(v[i] / (1 - Math.pow(0.95, step)));
          z[i] -= RATE * (g / (root + 1e-6) + 0.1 * y[i]);
          x[i] += (z[i] - x[i]) / step;
          y[i] = 0.2 * z[i] + 0.8 * x[i];
        }
      }
    }
    return new double[][] {y, x};
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true"})
  void prodigyMeasuresTheWayFromTheStartOfWhatItPassesBy(boolean decouple, boolean safeguard) {
    Prodigy prodigy =
        new Prodigy(NUMBERS, 2, new StepSize("prodigy_d", 1e-3, null), decouple, false, safeguard);
    double beta3 = Math.sqrt(0.95);
    double[] start = {1, -2};
    double[] p = start.clone();
    double[] m = new double[2];
    double[] v = new double[2];
    double[] s = new double[2];
    double d = 1e-3;
    double most = d;
    double numerator = 0;
    for (int step = 1; step <= STEPS; step++) {
      double rate = d * RATE;
      numerator *= beta3;
      double denominator = 0;
      for (int i = 0; i < 2; i++) {
        if (takesPart(i, step)) {
          double g = gradient(p[i]) + (decouple ? 0 : 0.1 * p[i]);
          numerator += d / 1e-3 * rate * g * (start[i] - p[i]);
          m[i] = 0.8 * m[i] + 0.2 * d * g;
          v[i] = 0.95 * v[i] + 0.05 * d * d * g * g;
          s[i] = beta3 * s[i] + d / 1e-3 * (safeguard ? d : rate) * g;
          denominator += Math.abs(s[i]);
        }
      }
      double found = 2 * numerator / denominator;
      d = d == 1e-3 ? Math.max(d, found) : d;
      most = Math.max(most, found);
      d = most;
      for (int i = 0; i < 2; i++) {
        if (takesPart(i, step)) {
          p[i] -= decouple ? rate * 0.1 * p[i] : 0;
          p[i] -= rate * m[i] / (Math.sqrt(v[i]) + d * 1e-6);
        }
      }
    }

    assertSame(trainSometimesWithBoth(prodigy, STEPS, RATE, ""), p);
    assertThat(trainSometimesWithBoth(prodigy, STEPS, RATE, "prodigy_start"))
        .containsExactly(1, -2);
  }

  @Test
  void dAdaptAdamSumsOverWhatItDoesNotPassBy() {
    DAdaptAdam dAdapt = new DAdaptAdam(NUMBERS, new StepSize("dadapt_d", 1e-3, null), false, false);
    double beta = Math.sqrt(0.95);
    double[] p = {1, -2};
    double[] m = new double[2];
    double[] v = new double[2];
    double[] s = new double[2];
    double d = 1e-3;
    double numerator = 0;
    for (int step = 1; step <= STEPS; step++) {
      double rate = d * RATE;
      double gained = 0;
      double size = 0;
      for (int i = 0; i < 2; i++) {
        if (takesPart(i, step)) {
          double g = gradient(p[i]) + 0.1 * p[i];
          gained += rate * g * s[i] / (Math.sqrt(v[i]) + 1e-6);
          m[i] = 0.8 * m[i] + 0.2 * rate * g;
          v[i] = 0.95 * v[i] + 0.05 * g * g;
          s[i] = beta * s[i] + (1 - beta) * rate * g;
          size += Math.abs(s[i]);
        }
      }
      numerator = beta * numerator + (1 - beta) * gained;
      d = Math.max(d, numerator / ((1 - beta) * size));
      for (int i = 0; i < 2; i++) {
        if (takesPart(i, step)) {
          p[i] -= m[i] / (Math.sqrt(v[i]) + 1e-6);
        }
      }
    }

    assertSame(trainSometimesWithBoth(dAdapt, STEPS, RATE, ""), p);
  }

  @Test
  void dAdaptLionSumsOverWhatItDoesNotPassBy() {
    DAdaptLion dAdapt =
        new DAdaptLion(new Lion(0.9, 0.99, 0.1), new StepSize("dadapt_d", 1e-3, null));
    double beta = Math.sqrt(0.99);
    double[] p = {1, -2};
    double[] m = new double[2];
    double[] s = new double[2];
    double d = 1e-3;
    double numerator = 0;
    for (int step = 1; step <= 20; step++) {
      double rate = d * RATE;
      double gained = 0;
      double size = 0;
      for (int i = 0; i < 2; i++) {
        if (takesPart(i, step)) {
          double g = gradient(p[i]);
          double u = Math.signum(0.9 * m[i] + 0.1 * g);
          p[i] -= rate * 0.1 * p[i] + rate * u;
          m[i] = 0.99 * m[i] + 0.01 * rate * g;
          gained += rate * u * s[i];
          s[i] = beta * s[i] + (1 - beta) * rate * u;
          size += Math.abs(s[i]);
        }
      }
      numerator = beta * numerator + (1 - beta) * gained;
      d = Math.max(d, numerator / ((1 - beta) * size));
    }

    assertSame(trainSometimesWithBoth(dAdapt, 20, RATE, ""), p);
  }
}
