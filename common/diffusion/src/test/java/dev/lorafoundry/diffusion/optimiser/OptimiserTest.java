package dev.lorafoundry.diffusion.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two parameters that are drawn towards 3, against the formulas in double precision. */
final class OptimiserTest {
  private static final double TARGET = 3;
  private static final double[] RATES = {0.1, 0.02};

  @Test
  void adamWFollowsItsFormula() {
    AdamW adamW = new AdamW(0.8, 0.95, 1e-6, 0.1);
    double[] expected = {1, -2};
    for (int i = 0; i < expected.length; i++) {
      double m = 0;
      double v = 0;
      for (int step = 1; step <= 5; step++) {
        double g = 2 * (expected[i] - TARGET);
        m = 0.8 * m + 0.2 * g;
        v = 0.95 * v + 0.05 * g * g;
        expected[i] -= RATES[i] * 0.1 * expected[i];
        double root = Math.sqrt(v / (1 - Math.pow(0.95, step)));
        expected[i] -= RATES[i] * m / (1 - Math.pow(0.8, step)) / (root + 1e-6);
      }
    }

    assertSame(train(adamW, 0, 5), expected);
  }

  @Test
  void lionFollowsItsFormula() {
    Lion lion = new Lion(0.9, 0.99, 0.1);
    double[] expected = {2.9, -2};
    for (int i = 0; i < expected.length; i++) {
      double m = 0;
      for (int step = 1; step <= 5; step++) {
        double g = 2 * (expected[i] - TARGET);
        expected[i] *= 1 - RATES[i] * 0.1;
        expected[i] -= RATES[i] * Math.signum(0.9 * m + 0.1 * g);
        m = 0.99 * m + 0.01 * g;
      }
    }

    assertSame(train(lion, 0, 5, 2.9f, -2f), expected);
  }

  @Test
  void clippingLimitsTheTotalNorm() {
    double[] gradients = {2 * (1 - TARGET), 2 * (-2 - TARGET)};
    double norm = Math.hypot(gradients[0], gradients[1]);
    Program program = program(null, 5);
    try (Tensor a = Models.RUNTIME.floats(Shape.of(1), 1);
        Tensor b = Models.RUNTIME.floats(Shape.of(1), -2);
        Executable executable = Models.RUNTIME.load(program, Map.of("a", a, "b", b)::get);
        Outputs out = executable.run("step", Map.of())) {
      Numbers.assertClose(out.get("norm").toFloats(), new float[] {(float) norm}, 1e-5);
      float[] expected = {(float) (gradients[0] * 5 / norm), (float) (gradients[1] * 5 / norm)};
      Numbers.assertClose(out.get("gradients").toFloats(), expected, 1e-5);
    }
  }

  @Test
  void shortGradientsAreNotClipped() {
    assertSame(train(AdamW.DEFAULTS, 1000, 3), doubles(train(AdamW.DEFAULTS, 0, 3)));
  }

  @Test
  void settingsReplaceTheOptimisersOwnNumbers() {
    OptimiserSettings own =
        new OptimiserSettings(OptimiserType.ADAM_W, 1e-4, null, null, 0.5, 0.1, 0.2, 0.3, 1);
    OptimiserSettings lion =
        new OptimiserSettings(OptimiserType.LION, 1e-4, null, null, 0.5, 0.1, 0.2, null, 1);

    assertThat(Optimiser.of(own)).isEqualTo(new AdamW(0.1, 0.2, 0.3, 0.5));
    assertThat(Optimiser.of(lion)).isEqualTo(new Lion(0.1, 0.2, 0.5));
    assertThat(Optimiser.of(OptimiserSettings.DEFAULTS)).isEqualTo(Lion.DEFAULTS);
  }

  @Test
  void groupsHoldParameters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterGroup("unet", 3, 3))
        .withMessageContaining("group unet from 3 to 3 holds no parameters");
  }

  private static float[] train(Optimiser optimiser, double clip, int steps) {
    return train(optimiser, clip, steps, 1, -2);
  }

  private static float[] train(Optimiser optimiser, double clip, int steps, float a0, float b0) {
    try (Tensor a = Models.RUNTIME.floats(Shape.of(1), a0);
        Tensor b = Models.RUNTIME.floats(Shape.of(1), b0);
        Tensor rates = Models.RUNTIME.floats(Shape.of(2), (float) RATES[0], (float) RATES[1]);
        Executable executable =
            Models.RUNTIME.load(program(optimiser, clip), Map.of("a", a, "b", b)::get)) {
      for (int i = 0; i < steps; i++) {
        executable.run("step", Map.of("rates", rates)).close();
      }
      Map<String, Tensor> end = executable.parameters();
      return new float[] {end.get("a").item(), end.get("b").item()};
    }
  }

  private static Program program(@Nullable Optimiser optimiser, double clip) {
    Program program = new Program("towards three");
    program.parameter("a", Shape.of(1));
    program.parameter("b", Shape.of(1));
    List<ParameterGroup> groups =
        List.of(new ParameterGroup("first", 0, 1), new ParameterGroup("second", 1, 2));
    program.method(
        "step",
        m -> {
          var leaves = m.train();
          var loss =
              leaves
                  .get(0)
                  .sub(TARGET)
                  .square()
                  .sum()
                  .add(leaves.get(1).sub(TARGET).square().sum());
          GradientClipping clipped = GradientClipping.clip(m.gradients(loss, leaves), clip);
          if (optimiser != null) {
            optimiser.update(program, clipped.gradients(), groups, m.input("rates"));
          }
          m.returns("norm", clipped.norm());
          m.returns("gradients", clipped.gradients().stack());
        });
    return program;
  }

  private static void assertSame(float[] actual, double[] expected) {
    float[] floats = {(float) expected[0], (float) expected[1]};
    Numbers.assertClose(actual, floats, 2e-6);
  }

  private static double[] doubles(float[] floats) {
    return new double[] {floats[0], floats[1]};
  }
}
