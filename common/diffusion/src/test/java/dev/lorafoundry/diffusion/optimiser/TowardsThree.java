package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
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

  /** Whether such a step, counted from 1, takes b, too. */
  static boolean takesBoth(int step) {
    return step != 1 && step % 3 != 0;
  }

  /**
   * What a and b are after so many steps, some of which pass b by and give it a gradient of 0, as
   * one of a module that is left out has.
   *
   * @param rate of both
   * @param state of which the numbers are wanted; empty for those of the parameters
   */
  static float[] trainSometimesWithBoth(Optimiser optimiser, int steps, double rate, String state) {
    try (Tensor a = Models.RUNTIME.floats(Shape.of(1, 1), 1);
        Tensor b = Models.RUNTIME.floats(Shape.of(1, 1), -2);
        Tensor rates = Models.RUNTIME.floats(Shape.of(2), (float) rate, (float) rate);
        Tensor second = Models.RUNTIME.floats(Shape.of(2), 0, 1);
        Tensor none = Models.RUNTIME.floats(Shape.of(2), 0, 0);
        Executable executable =
            Models.RUNTIME.load(passingBy(optimiser), Map.of("a", a, "b", b)::get)) {
      for (int step = 1; step <= steps; step++) {
        Tensor passed = takesBoth(step) ? none : second;
        executable.run("step", Map.of("rates", rates, "passed", passed)).close();
      }
      Map<String, Tensor> end = state.isEmpty() ? executable.parameters() : executable.states();
      String prefix = state.isEmpty() ? "" : state + ".";
      return new float[] {end.get(prefix + "a").toFloats()[0], end.get(prefix + "b").toFloats()[0]};
    }
  }

  private static Program passingBy(Optimiser optimiser) {
    Program program = new Program("towards three, not always both");
    program.parameter("a", Shape.of(1, 1));
    program.parameter("b", Shape.of(1, 1));
    program.method(
        "step",
        m -> {
          Values leaves = m.train();
          Value passed = m.input("passed");
          Value taking = passed.neg().add(1);
          Value loss =
              leaves
                  .get(0)
                  .sub(TARGET)
                  .square()
                  .sum()
                  .mul(taking.select(0, 0))
                  .add(leaves.get(1).sub(TARGET).square().sum().mul(taking.select(0, 1)));
          Values gradients = m.gradients(loss, leaves);
          Value rates = m.input("rates");
          m.passingBy(
              passed,
              () -> optimiser.update(program, gradients, ParameterGroup.all(program), rates));
        });
    return program;
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
