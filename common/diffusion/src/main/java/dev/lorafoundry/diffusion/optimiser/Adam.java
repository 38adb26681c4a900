package dev.lorafoundry.diffusion.optimiser;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015): {@link AdamW} whose weight decay is a part of the gradient, {@code g
 * = g + decay·p}, as in PyTorch.
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimiser {
  /** PyTorch's numbers. */
  public static final Adam DEFAULTS = new Adam(0.9, 0.999, 1e-8, 0);

  static Adam of(OptimiserSettings settings) {
    return of(settings, DEFAULTS.weightDecay);
  }

  /** As PyTorch: AdamW has the same numbers as Adam, but for the weight decay. */
  static Adam of(OptimiserSettings settings, double usualDecay) {
    return new Adam(
        requireNonNullElse(settings.beta1(), DEFAULTS.beta1),
        requireNonNullElse(settings.beta2(), DEFAULTS.beta2),
        requireNonNullElse(settings.epsilon(), DEFAULTS.epsilon),
        requireNonNullElse(settings.weightDecay(), usualDecay));
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Values decayed = WeightDecay.inGradients(program, gradients, weightDecay);
    new AdamW(beta1, beta2, epsilon, 0).update(program, decayed, groups, rates);
  }
}
