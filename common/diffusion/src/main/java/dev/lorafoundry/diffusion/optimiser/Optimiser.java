package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * Turns gradients into changes of a program's parameters. What it remembers from step to step are
 * states of the program, so that saving these is all that resuming needs.
 *
 * <pre>{@code
 * Values leaves = m.train();
 * Value loss = …;
 * Values gradients = GradientClipping.clip(m.gradients(loss, leaves), 1).gradients();
 * AdamW.DEFAULTS.update(program, gradients, ParameterGroup.all(program), m.input("rates"));
 * }</pre>
 */
public sealed interface Optimiser permits AdamW, Lion {
  /**
   * Emits one update into the method that is being described.
   *
   * @param gradients one like each parameter, in the order of the program's parameters
   * @param groups together all parameters
   * @param rates learning rate of each group (groups)
   */
  void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates);

  /** The optimiser that the settings name, with its own numbers where they say nothing. */
  static Optimiser of(OptimiserSettings settings) {
    return switch (settings.optimizer()) {
      case ADAM_W -> AdamW.of(settings);
      case LION -> Lion.of(settings);
    };
  }
}
