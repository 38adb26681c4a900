package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.optimiser.AdamW;
import dev.lorafoundry.diffusion.optimiser.GradientClipping;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;

/**
 * The part of a training step behind the loss: gradients clipped to a total norm of one, AdamW, and
 * a moving average of the parameters, which is what is kept in the end.
 */
final class Descent {
  static final String AVERAGE = "average";

  private static final AdamW ADAMW = new AdamW(0.9, 0.99, 1e-8, 0.01);

  private Descent() {}

  /**
   * Ends a training method; its input {@code rates} is the learning rate.
   *
   * @param averaged share of each step's parameters in the average
   */
  static void end(MethodScope m, Value loss, Values leaves, double averaged) {
    Program program = loss.program();
    Values gradients = GradientClipping.clip(m.gradients(loss, leaves), 1).gradients();
    ADAMW.update(program, gradients, ParameterGroup.all(program), m.input("rates"));
    program.state(AVERAGE).lerpInPlace(program.parameterList(), averaged);
    m.returns("loss", loss.detach());
  }
}
