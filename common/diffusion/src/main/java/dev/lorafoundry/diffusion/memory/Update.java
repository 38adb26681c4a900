package dev.lorafoundry.diffusion.memory;

import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.optimiser.Optimiser;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Values;
import java.util.Map;

/**
 * What changes the parameters once a step has their gradients.
 *
 * @param remembered bytes from step to step
 * @param passing bytes of gradients and of what is computed of them
 */
record Update(long remembered, long passing) {
  /** What optimisers with memory of 8 bits change at once, or a single matrix if it is larger. */
  private static final long STRETCH = 1 << 20;

  static Update of(Map<String, Shape> parameters, TrainingSettings settings) {
    if (parameters.isEmpty()) {
      return new Update(0, 0);
    }
    long bytes = parameters.values().stream().mapToLong(Shape::elements).sum() * DType.F32.bytes();
    long sum = settings.loop().gradientAccumulationSteps() > 1 ? bytes : 0;
    long clipped = settings.optimiser().maxGradNorm() > 0 ? bytes : 0;
    OptimiserType optimiser = settings.optimiser().optimizer();
    long change =
        Math.round(atOnce(parameters, optimiser) * changes(optimiser)) * DType.F32.bytes();
    return new Update(states(parameters, settings) + sum, bytes + Math.max(clipped, change));
  }

  /** Numbers that are changed at once. */
  private static long atOnce(Map<String, Shape> parameters, OptimiserType optimiser) {
    long all = 0;
    long largest = 0;
    for (Shape shape : parameters.values()) {
      all += shape.elements();
      largest = Math.max(largest, shape.elements());
    }
    return switch (optimiser) {
      case ADAM_W_8BIT, LION_8BIT -> Math.min(all, Math.max(STRETCH, largest));
      default -> all;
    };
  }

  /** Numbers that an optimiser computes at the same time for each one that it changes at once. */
  private static double changes(OptimiserType optimiser) {
    return switch (optimiser) {
      case ADAM_W, SGD_NESTEROV -> 0;
      case ADAM, LION, ADAM_W_SCHEDULE_FREE -> 1;
      case ADAFACTOR, PRODIGY, D_ADAPT_ADAM, D_ADAPT_LION -> 3;
      case LION_8BIT -> 4;
      case ADAM_W_8BIT -> 6;
    };
  }

  private static long states(Map<String, Shape> parameters, TrainingSettings settings) {
    Program program = new Program("update");
    parameters.forEach(program::parameter);
    Optimiser optimiser = Optimiser.of(settings.optimiser(), settings.adaptive());
    program.method(
        "update",
        m -> {
          Values gradients = m.inputs("gradients", parameters.size());
          optimiser.update(program, gradients, ParameterGroup.all(program), m.input("rates"));
        });
    return program.stateBytes();
  }
}
