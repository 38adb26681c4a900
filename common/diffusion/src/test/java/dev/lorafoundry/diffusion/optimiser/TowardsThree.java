package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two parameters a and b of one number each, in groups of their own, that are drawn towards 3. */
final class TowardsThree {
  static final double TARGET = 3;

  private TowardsThree() {}

  static double gradient(double parameter) {
    return 2 * (parameter - TARGET);
  }

  /** What a and b, which start at 1 and -2, are after so many steps at these rates. */
  static float[] train(Optimiser optimiser, int steps, double... rates) {
    return states(optimiser, steps, rates, "");
  }

  /** What a state of an optimiser has for a and b. */
  static float[] states(Optimiser optimiser, int steps, double[] rates, String state) {
    try (Tensor a = Models.RUNTIME.floats(Shape.of(1, 1), 1);
        Tensor b = Models.RUNTIME.floats(Shape.of(1, 1), -2);
        Tensor each = Models.RUNTIME.floats(Shape.of(2), (float) rates[0], (float) rates[1]);
        Executable executable =
            Models.RUNTIME.load(program(Optional.of(optimiser), 0), Map.of("a", a, "b", b)::get)) {
      for (int i = 0; i < steps; i++) {
        executable.run("step", Map.of("rates", each)).close();
      }
      Map<String, Tensor> end = state.isEmpty() ? executable.parameters() : executable.states();
      String prefix = state.isEmpty() ? "" : state + ".";
      return new float[] {end.get(prefix + "a").toFloats()[0], end.get(prefix + "b").toFloats()[0]};
    }
  }

  /**
   * @param clip largest norm of the gradients; 0 for no limit
   */
  static Program program(Optional<Optimiser> optimiser, double clip) {
    Program program = new Program("towards three");
    program.parameter("a", Shape.of(1, 1));
    program.parameter("b", Shape.of(1, 1));
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
          optimiser.ifPresent(
              it -> it.update(program, clipped.gradients(), groups, m.input("rates")));
          m.returns("norm", clipped.norm());
          m.returns("gradients", clipped.gradients().stack());
        });
    return program;
  }

  static void assertSame(float[] actual, double... expected) {
    float[] floats = {(float) expected[0], (float) expected[1]};
    Numbers.assertClose(actual, floats, 2e-6);
  }
}
