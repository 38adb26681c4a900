package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.contracts.settings.AdaptiveSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * {@link Lion} with D-Adaptation's step size {@code r = d·rate}: {@code p = p(1 - r·decay) - r·u},
 * {@code u = sign(β₁m + (1-β₁)g)}, {@code m = β₂m + (1-β₂)r·g}; d is estimated from sums of u.
 */
public record DAdaptLion(Lion numbers, StepSize size) implements Optimiser {
  static DAdaptLion of(OptimiserSettings settings, AdaptiveSettings adaptive) {
    return new DAdaptLion(Lion.of(settings), new StepSize("dadapt_d", adaptive.d0(), null));
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Value rate = rates.select(0, 0); // why: of all groups; others are refused
    program.when(rate.greaterThan(0), () -> update(program, gradients, rate));
  }

  private void update(Program program, Values gradients, Value rate) {
    Value d = size.of(program);
    Value rateOfStep = d.mul(rate);
    Values parameters = program.parameterList();
    Values momentum = program.state("dadapt_momentum");
    Values update = momentum.lerp(gradients, 1 - numbers.beta1()).sign();
    WeightDecay.ofParameters(parameters, rateOfStep, numbers.weightDecay());
    parameters.subInPlace(update.mul(rateOfStep));
    momentum.mulInPlace(numbers.beta2());
    momentum.addInPlace(gradients.mul(rateOfStep.mul(1 - numbers.beta2())), 1);
    Value found = new DAdaptation(program, Math.sqrt(numbers.beta2())).of(update, null, rateOfStep);
    program.when(found.isFinite(), () -> size.raise(d, found));
  }
}
