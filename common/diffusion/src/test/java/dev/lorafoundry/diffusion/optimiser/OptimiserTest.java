package dev.lorafoundry.diffusion.optimiser;

import static dev.lorafoundry.diffusion.optimiser.TowardsThree.assertSame;
import static dev.lorafoundry.diffusion.optimiser.TowardsThree.gradient;
import static dev.lorafoundry.diffusion.optimiser.TowardsThree.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two parameters that are drawn towards 3, against the formulas in double precision. */
final class OptimiserTest {
  private static final double[] RATES = {0.1, 0.02};

  @Test
  void adamWFollowsItsFormula() {
    AdamW adamW = new AdamW(0.8, 0.95, 1e-6, 0.1);
    double[] expected = {1, -2};
    for (int i = 0; i < expected.length; i++) {
      double m = 0;
      double v = 0;
      for (int step = 1; step <= 5; step++) {
        double g = gradient(expected[i]);
        m = 0.8 * m + 0.2 * g;
        v = 0.95 * v + 0.05 * g * g;
        expected[i] -= RATES[i] * 0.1 * expected[i];
        double root = Math.sqrt(v / (1 - Math.pow(0.95, step)));
        expected[i] -= RATES[i] * m / (1 - Math.pow(0.8, step)) / (root + 1e-6);
      }
    }

    assertSame(train(adamW, 5, RATES), expected);
  }

  @Test
  void lionFollowsItsFormula() {
    Lion lion = new Lion(0.9, 0.99, 0.1);
    double[] expected = {1, -2};
    for (int i = 0; i < expected.length; i++) {
      double m = 0;
      for (int step = 1; step <= 5; step++) {
        double g = gradient(expected[i]);
        expected[i] *= 1 - RATES[i] * 0.1;
        expected[i] -= RATES[i] * Math.signum(0.9 * m + 0.1 * g);
        m = 0.99 * m + 0.01 * g;
      }
    }

    assertSame(train(lion, 5, RATES), expected);
  }

  @Test
  void adamDecaysInTheGradient() {
    Adam adam = new Adam(0.8, 0.95, 1e-6, 0.1);
    double[] expected = {1, -2};
    for (int i = 0; i < expected.length; i++) {
      double m = 0;
      double v = 0;
      for (int step = 1; step <= 5; step++) {
        double g = gradient(expected[i]) + 0.1 * expected[i];
        m = 0.8 * m + 0.2 * g;
        v = 0.95 * v + 0.05 * g * g;
        double root = Math.sqrt(v / (1 - Math.pow(0.95, step)));
        expected[i] -= RATES[i] * m / (1 - Math.pow(0.8, step)) / (root + 1e-6);
      }
    }

    assertSame(train(adam, 5, RATES), expected);
  }

  @Test
  void sgdLooksAheadAlongItsMomentum() {
    SgdNesterov sgd = new SgdNesterov(0.7, 0.1);
    double[] expected = {1, -2};
    for (int i = 0; i < expected.length; i++) {
      double m = 0;
      for (int step = 1; step <= 5; step++) {
        double g = gradient(expected[i]) + 0.1 * expected[i];
        m = 0.7 * m + g;
        expected[i] -= RATES[i] * (g + 0.7 * m);
      }
    }

    assertSame(train(sgd, 5, RATES), expected);
  }

  @Test
  void clippingLimitsTheTotalNorm() {
    double[] gradients = {gradient(1), gradient(-2)};
    double norm = Math.hypot(gradients[0], gradients[1]);
    Program program = TowardsThree.program(Optional.empty(), 5);
    try (Tensor a = Models.RUNTIME.floats(Shape.of(1, 1), 1);
        Tensor b = Models.RUNTIME.floats(Shape.of(1, 1), -2);
        Executable executable = Models.RUNTIME.load(program, Map.of("a", a, "b", b)::get);
        Outputs out = executable.run("step", Map.of())) {
      Numbers.assertClose(out.get("norm").toFloats(), new float[] {(float) norm}, 1e-5);
      float[] expected = {(float) (gradients[0] * 5 / norm), (float) (gradients[1] * 5 / norm)};
      Numbers.assertClose(out.get("gradients").toFloats(), expected, 1e-5);
    }
  }

  @Test
  void shortGradientsAreNotClipped() {
    Program program = TowardsThree.program(Optional.empty(), 1000);
    try (Tensor a = Models.RUNTIME.floats(Shape.of(1, 1), 1);
        Tensor b = Models.RUNTIME.floats(Shape.of(1, 1), -2);
        Executable executable = Models.RUNTIME.load(program, Map.of("a", a, "b", b)::get);
        Outputs out = executable.run("step", Map.of())) {
      assertThat(out.get("gradients").toFloats()).containsExactly(-4, -10);
    }
  }

  @Test
  void settingsReplaceTheOptimisersOwnNumbers() {
    Map<String, Object> numbers =
        Map.of("weightDecay", 0.5, "beta1", 0.1, "beta2", 0.2, "epsilon", 0.3, "momentum", 0.4);

    assertThat(of("AdamW", numbers)).isEqualTo(new AdamW(0.1, 0.2, 0.3, 0.5));
    assertThat(of("Adam", numbers)).isEqualTo(new Adam(0.1, 0.2, 0.3, 0.5));
    assertThat(of("Lion", numbers)).isEqualTo(new Lion(0.1, 0.2, 0.5));
    assertThat(of("SGDNesterov", numbers)).isEqualTo(new SgdNesterov(0.4, 0.5));
    assertThat(of("AdaFactor", numbers))
        .isEqualTo(new Adafactor(0.1, 0.3, 0.5, true, 1, -0.8, Adafactor.StepSizes.SHRINKING));
    assertThat(of("AdamW8bit", numbers)).isEqualTo(new AdamW8bit(new AdamW(0.1, 0.2, 0.3, 0.5)));
    assertThat(of("Lion8bit", numbers)).isEqualTo(new Lion8bit(new Lion(0.1, 0.2, 0.5)));
    assertThat(of("AdamW", Map.of())).isEqualTo(AdamW.DEFAULTS);
    assertThat(of("Adam", Map.of())).isEqualTo(Adam.DEFAULTS);
    assertThat(of("Lion", Map.of())).isEqualTo(Lion.DEFAULTS);
    assertThat(of("Prodigy", Map.of()))
        .isEqualTo(
            new Prodigy(
                Adam.DEFAULTS, 1, new StepSize("prodigy_d", 1e-6, null), true, false, false));
  }

  private static Optimiser of(String name, Map<String, Object> numbers) {
    Map<String, Object> values = new HashMap<>(numbers);
    values.put("optimizer", name);
    TrainingSettings settings = SettingsCatalogue.TRAINING.read(values);
    return Optimiser.of(settings.optimiser(), settings.adaptive());
  }

  @Test
  void groupsHoldParameters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterGroup("unet", 3, 3))
        .withMessageContaining("group unet from 3 to 3 holds no parameters");
  }
}
