package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;

/** The two places where weight decay can act. */
final class WeightDecay {
  private WeightDecay() {}

  /** {@code g + decay·p}, for all parameters of the program. */
  static Values inGradients(Program program, Values gradients, double decay) {
    return decay == 0 ? gradients : gradients.add(program.parameterList().mul(decay));
  }

  /** Decoupled: {@code p = p(1 - rate·decay)}. */
  static void ofParameters(Values parameters, Value rate, double decay) {
    if (decay != 0) {
      parameters.mulInPlace(rate.mul(-decay).add(1));
    }
  }
}
