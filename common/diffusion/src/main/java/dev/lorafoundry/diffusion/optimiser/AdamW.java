package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019): {@code m = β₁m +
 * (1-β₁)g}, {@code v = β₂v + (1-β₂)g²}, {@code p = p(1 - rate·decay) - rate · m̂ / (√v̂ + ε)}, with
 * {@code m̂ = m / (1-β₁ᵗ)} and {@code v̂ = v / (1-β₂ᵗ)}.
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimiser {
  /** PyTorch's numbers. */
  public static final AdamW DEFAULTS = new AdamW(0.9, 0.999, 1e-8, 0.01);

  static AdamW of(OptimiserSettings settings) {
    Adam numbers = Adam.of(settings, DEFAULTS.weightDecay);
    return new AdamW(numbers.beta1(), numbers.beta2(), numbers.epsilon(), numbers.weightDecay());
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Values first = program.state("adamw_first");
    Values second = program.state("adamw_second");
    Values steps = PerParameter.step(program, "adamw_step").each();
    for (int i = 0; i < groups.size(); i++) {
      ParameterGroup group = groups.get(i);
      Moments moments = new Moments(group.of(first), group.of(second), group.of(steps));
      update(group.of(program.parameterList()), group.of(gradients), moments, rates.select(0, i));
    }
  }

  /** Of one group: a tensor of each moment like each parameter, and the number of its step. */
  record Moments(Values first, Values second, Values steps) {}

  void update(Values parameters, Values gradients, Moments moments, Value rate) {
    Values.AdamWNumbers numbers = new Values.AdamWNumbers(beta1, beta2, weightDecay, epsilon);
    parameters.fusedAdamW(gradients, moments.first, moments.second, moments.steps, rate, numbers);
  }
}
