package dev.lorafoundry.diffusion.optimiser;

import static dev.lorafoundry.diffusion.optimiser.TowardsThree.assertSame;
import static dev.lorafoundry.diffusion.optimiser.TowardsThree.gradient;
import static dev.lorafoundry.diffusion.optimiser.TowardsThree.states;
import static dev.lorafoundry.diffusion.optimiser.TowardsThree.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the formulas in double precision, where no reference's training says it. */
final class AdaptiveOptimisersTest {
  private static final Adam NUMBERS = new Adam(0.8, 0.95, 1e-6, 0.1);
  private static final double[] RATES = {0.1, 0.02};

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void scheduleFreeAdamWAveragesWhatAdamWDoes(int warmup) {
    double[] averages = new double[2];
    double[] parameters = new double[2];
    for (int i = 0; i < 2; i++) {
      double z = i == 0 ? 1 : -2;
      double x = z;
      double y = z;
      double v = 0;
      double sum = 0;
      for (int step = 1; step <= 5; step++) {
        double rate = RATES[i] * (warmup == 0 ? 1 : Math.min(1, step / (double) warmup));
        double g = gradient(y);
        v = 0.95 * v + 0.05 * g * g;
        double root = Math.sqrt(v / (1 - Math.pow(0.95, step)));
        z -= rate * (g / (root + 1e-6) + 0.1 * y);
        sum += rate * rate;
        double share = rate * rate / sum;
        x = (1 - share) * x + share * z;
        y = 0.2 * z + 0.8 * x;
      }
      averages[i] = x;
      parameters[i] = y;
    }
    ScheduleFreeAdamW optimiser = new ScheduleFreeAdamW(NUMBERS, warmup);
    String average = optimiser.average().orElseThrow();

    assertSame(train(optimiser, 5, RATES), parameters);
    assertSame(states(optimiser, 5, RATES, average), averages);
  }

  @Test
  void adafactorSmoothsItsUpdatesAndDecaysWeights() {
    Adafactor adafactor =
        new Adafactor(0.6, 1e-30, 0.1, true, 0.9, -0.7, Adafactor.StepSizes.GIVEN);
    double[] expected = {1, -2};
    for (int i = 0; i < 2; i++) {
      double m = 0;
      double v = 0;
      for (int step = 1; step <= 5; step++) {
        double g = gradient(expected[i]);
        double beta = 1 - Math.pow(step, -0.7);
        v = beta * v + (1 - beta) * g * g;
        double u = g / Math.sqrt(v);
        u /= Math.max(1, Math.abs(u) / 0.9);
        double rate = RATES[i] * Math.max(1e-3, Math.abs(expected[i]));
        m = 0.6 * m + 0.4 * rate * u;
        expected[i] -= 0.1 * rate * expected[i] + m;
      }
    }

    assertSame(train(adafactor, 5, RATES), expected);
  }

  @Test
  void adafactorsOwnStepsShrinkWithTheirNumber() {
    var growing = SettingsCatalogue.TRAINING.read(Map.of("warmupInit", true)).adaptive();
    var usual = SettingsCatalogue.TRAINING.read(Map.of()).adaptive();

    assertThat(Adafactor.relativeStep(growing, 5)).isCloseTo(5e-6, within(1e-18));
    assertThat(Adafactor.relativeStep(usual, 5)).isEqualTo(0.01);
    assertThat(Adafactor.relativeStep(usual, 40_000)).isEqualTo(0.005);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void prodigyFollowsItsFormula(boolean safeguard) {
    Prodigy prodigy =
        new Prodigy(NUMBERS, 2, new StepSize("prodigy_d", 1e-3, 1.5), false, true, safeguard);
    double beta3 = Math.sqrt(0.95);
    double[] start = {1, -2};
    double[] p = start.clone();
    double[] m = new double[2];
    double[] v = new double[2];
    double[] s = new double[2];
    double d = 1e-3;
    double most = d;
    double numerator = 0;
    for (int step = 1; step <= 8; step++) {
      double correction = Math.sqrt(1 - Math.pow(0.95, step)) / (1 - Math.pow(0.8, step));
      double rate = d * 0.5 * correction;
      double weight = d / 1e-3 * (safeguard ? d : rate);
      numerator *= beta3;
      double denominator = 0;
      for (int i = 0; i < 2; i++) {
        double g = gradient(p[i]) + 0.1 * p[i];
        numerator += d / 1e-3 * rate * g * (start[i] - p[i]);
        m[i] = 0.8 * m[i] + 0.2 * d * g;
        v[i] = 0.95 * v[i] + 0.05 * d * d * g * g;
        s[i] = beta3 * s[i] + weight * g;
        denominator += Math.abs(s[i]);
      }
      double found = 2 * numerator / denominator;
      d = d == 1e-3 ? Math.max(d, found) : d;
      most = Math.max(most, found);
      d = Math.min(most, d * 1.5);
      for (int i = 0; i < 2; i++) {
        p[i] -= rate * m[i] / (Math.sqrt(v[i]) + d * 1e-6);
      }
    }

    assertThat(d).isGreaterThan(1.2e-3);
    assertSame(train(prodigy, 8, 0.5, 0.5), p);
  }

  @Test
  void dAdaptAdamFollowsItsFormula() {
    DAdaptAdam dAdapt = new DAdaptAdam(NUMBERS, new StepSize("dadapt_d", 1e-3, 1.5), false, true);
    double beta = Math.sqrt(0.95);
    double[] p = {1, -2};
    double[] m = new double[2];
    double[] v = new double[2];
    double[] s = new double[2];
    double d = 1e-3;
    double numerator = 0;
    for (int step = 1; step <= 8; step++) {
      double rate = d * 0.5 * Math.sqrt(1 - Math.pow(0.95, step)) / (1 - Math.pow(0.8, step));
      double gained = 0;
      double size = 0;
      for (int i = 0; i < 2; i++) {
        double g = gradient(p[i]) + 0.1 * p[i];
        gained += rate * g * s[i] / (Math.sqrt(v[i]) + 1e-6);
        m[i] = 0.8 * m[i] + 0.2 * rate * g;
        v[i] = 0.95 * v[i] + 0.05 * g * g;
        s[i] = beta * s[i] + (1 - beta) * rate * g;
        size += Math.abs(s[i]);
      }
      numerator = beta * numerator + (1 - beta) * gained;
      d = Math.max(d, Math.min(numerator / ((1 - beta) * size), d * 1.5));
      for (int i = 0; i < 2; i++) {
        p[i] -= m[i] / (Math.sqrt(v[i]) + 1e-6);
      }
    }

    assertThat(d).isGreaterThan(2e-3);
    assertSame(train(dAdapt, 8, 0.5, 0.5), p);
  }

  @Test
  void dAdaptLionFollowsItsFormula() {
    DAdaptLion dAdapt =
        new DAdaptLion(new Lion(0.9, 0.99, 0.1), new StepSize("dadapt_d", 1e-3, null));
    double beta = Math.sqrt(0.99);
    double[] p = {1, -2};
    double[] m = new double[2];
    double[] s = new double[2];
    double d = 1e-3;
    double numerator = 0;
    for (int step = 1; step <= 20; step++) {
      double rate = d * 0.5;
      double gained = 0;
      double size = 0;
      for (int i = 0; i < 2; i++) {
        double g = gradient(p[i]);
        double u = Math.signum(0.9 * m[i] + 0.1 * g);
        p[i] -= rate * 0.1 * p[i] + rate * u;
        m[i] = 0.99 * m[i] + 0.01 * rate * g;
        gained += rate * u * s[i];
        s[i] = beta * s[i] + (1 - beta) * rate * u;
        size += Math.abs(s[i]);
      }
      numerator = beta * numerator + (1 - beta) * gained;
      d = Math.max(d, numerator / ((1 - beta) * size));
    }

    assertSame(train(dAdapt, 20, 0.5, 0.5), p);
  }

  @Test
  void nothingHappensAtARateOfZero() {
    Prodigy prodigy =
        new Prodigy(NUMBERS, 2, new StepSize("prodigy_d", 1e-3, null), true, false, false);

    assertThat(train(prodigy, 3, 0, 0)).containsExactly(1, -2);
  }
}
