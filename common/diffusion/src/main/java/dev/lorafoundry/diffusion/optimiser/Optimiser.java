package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.contracts.settings.AdaptiveSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;
import java.util.Optional;

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
public sealed interface Optimiser
    permits Adafactor,
        Adam,
        AdamW,
        AdamW8bit,
        DAdaptAdam,
        DAdaptLion,
        Lion,
        Lion8bit,
        Prodigy,
        ScheduleFreeAdamW,
        SgdNesterov {
  /**
   * Emits one update into the method that is being described.
   *
   * @param gradients one like each parameter, in the order of the program's parameters
   * @param groups together all parameters
   * @param rates learning rate of each group (groups)
   */
  void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates);

  /**
   * Name of the state with the weights that are worth saving, once there was an update; empty where
   * these are the parameters.
   */
  default Optional<String> average() {
    return Optional.empty();
  }

  /** The optimiser that the settings name, with its own numbers where they say nothing. */
  static Optimiser of(OptimiserSettings settings, AdaptiveSettings adaptive) {
    return switch (settings.optimizer()) {
      case ADAM_W -> AdamW.of(settings);
      case LION -> Lion.of(settings);
      case ADAM -> Adam.of(settings);
      case SGD_NESTEROV -> SgdNesterov.of(settings);
      case ADAFACTOR -> Adafactor.of(settings, adaptive);
      case PRODIGY -> Prodigy.of(settings, adaptive);
      case D_ADAPT_ADAM -> DAdaptAdam.of(settings, adaptive);
      case D_ADAPT_LION -> DAdaptLion.of(settings, adaptive);
      case ADAM_W_SCHEDULE_FREE -> ScheduleFreeAdamW.of(settings, adaptive);
      case ADAM_W_8BIT -> AdamW8bit.of(settings);
      case LION_8BIT -> Lion8bit.of(settings);
    };
  }
}
