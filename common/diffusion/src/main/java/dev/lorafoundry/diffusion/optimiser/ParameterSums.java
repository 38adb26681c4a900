package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;

/** Sums over all parameters that an update changes, as one number. */
final class ParameterSums {
  private ParameterSums() {}

  /**
   * @param each one tensor like each parameter of the program
   */
  static Value of(Program program, Values each) {
    return program.ofChanged(each.sums().stack()).sum();
  }
}
