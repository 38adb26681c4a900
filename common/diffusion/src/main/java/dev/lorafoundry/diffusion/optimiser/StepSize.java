package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import org.jspecify.annotations.Nullable;

/**
 * The step size d that an optimiser finds for itself: a state of the program that only grows.
 *
 * @param state its name
 * @param first where it starts
 * @param growth most that it may grow by in one step; null for no limit
 */
record StepSize(String state, double first, @Nullable Double growth) {
  private static final double LARGEST = 1e30;

  /** The tensor of the state. States start at 0, which stands for the first guess here. */
  Value of(Program program) {
    Value d = program.counter(state);
    d.clampInPlace(first, LARGEST);
    return d;
  }

  /** {@code max(d, min(found, d · growth))}, in place. */
  void raise(Value d, Value found) {
    Value limited = growth == null ? found : found.minimum(d.mul(growth));
    d.copyInPlace(d.maximum(limited));
  }

  /** Whether d is still the first guess. */
  Value isFirst(Value d) {
    return d.lessThan(Math.nextUp((float) first));
  }
}
