package dev.lorafoundry.diffusion.optimiser;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * Lion (Chen et al., Symbolic Discovery of Optimization Algorithms, 2023): {@code p = p(1 -
 * rate·decay) - rate · sign(β₁m + (1-β₁)g)}, then {@code m = β₂m + (1-β₂)g}.
 */
public record Lion(double beta1, double beta2, double weightDecay) implements Optimiser {
  public static final Lion DEFAULTS = new Lion(0.9, 0.99, 0);

  static Lion of(OptimiserSettings settings) {
    return new Lion(
        requireNonNullElse(settings.beta1(), DEFAULTS.beta1),
        requireNonNullElse(settings.beta2(), DEFAULTS.beta2),
        requireNonNullElse(settings.weightDecay(), DEFAULTS.weightDecay));
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Values momentum = program.state("lion_momentum");
    for (int i = 0; i < groups.size(); i++) {
      ParameterGroup group = groups.get(i);
      update(
          group.of(program.parameterList()),
          group.of(momentum),
          group.of(gradients),
          rates.select(0, i));
    }
  }

  /** Of one group. */
  void update(Values parameters, Values momentum, Values gradients, Value rate) {
    Values change = momentum.lerp(gradients, 1 - beta1);
    change.signInPlace();
    change.mulInPlace(rate);
    if (weightDecay > 0) {
      parameters.mulInPlace(rate.mul(-weightDecay).add(1));
    }
    parameters.subInPlace(change);
    momentum.lerpInPlace(gradients, 1 - beta2);
  }
}
