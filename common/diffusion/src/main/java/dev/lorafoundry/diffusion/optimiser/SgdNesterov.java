package dev.lorafoundry.diffusion.optimiser;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * Gradient descent with Nesterov's momentum, as in PyTorch: {@code g = g + decay·p}, {@code m = μm
 * + g}, {@code p = p - rate · (g + μm)}.
 */
public record SgdNesterov(double momentum, double weightDecay) implements Optimiser {
  /** sd-scripts' numbers. */
  public static final SgdNesterov DEFAULTS = new SgdNesterov(0.9, 0);

  static SgdNesterov of(OptimiserSettings settings) {
    return new SgdNesterov(
        requireNonNullElse(settings.momentum(), DEFAULTS.momentum),
        requireNonNullElse(settings.weightDecay(), DEFAULTS.weightDecay));
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Values moved = program.state("sgd_momentum");
    Values decayed = WeightDecay.inGradients(program, gradients, weightDecay);
    moved.mulInPlace(momentum);
    moved.addInPlace(decayed, 1);
    Values change = decayed.add(moved.mul(momentum));
    for (int i = 0; i < groups.size(); i++) {
      ParameterGroup group = groups.get(i);
      Values own = group.of(change).mul(rates.select(0, i));
      group.of(program.parameterList()).subInPlace(own);
    }
  }
}
