package dev.lorafoundry.diffusion.optimiser;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.AdaptiveSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * Adam with D-Adaptation (Defazio and Mishchenko, Learning-Rate-Free Learning by D-Adaptation,
 * 2023): steps of size {@code d·rate}, with an estimate d from sums s of the gradients. With β =
 * √β₂: {@code n = βn + (1-β) d·rate ⟨g, s / (√v + ε)⟩}, {@code m = β₁m + (1-β₁)d·rate·g}, {@code v
 * = β₂v + (1-β₂)g²}, {@code s = βs + (1-β)d·rate·g}, {@code d = max(d, n / ((1-β) Σ|s|))}, {@code p
 * = p - m / (√v + ε)}.
 */
public record DAdaptAdam(Adam numbers, StepSize size, boolean decouple, boolean biasCorrection)
    implements Optimiser {
  static DAdaptAdam of(OptimiserSettings settings, AdaptiveSettings adaptive) {
    return new DAdaptAdam(
        Adam.of(settings),
        new StepSize("dadapt_d", adaptive.d0(), adaptive.growthRate()),
        requireNonNullElse(adaptive.decouple(), false),
        adaptive.biasCorrection());
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Value rate = rates.select(0, 0); // why: of all groups; others are refused
    program.when(rate.greaterThan(0), () -> update(program, gradients, rate));
  }

  private void update(Program program, Values raw, Value rate) {
    Values gradients = WeightDecay.inGradients(program, raw, decouple ? 0 : numbers.weightDecay());
    Value step = program.counter("dadapt_step");
    step.addInPlace(1);
    Value d = size.of(program);
    Value scaled = d.mul(rate);
    if (biasCorrection) {
      scaled = scaled.mul(BiasCorrection.factor(step, numbers.beta1(), numbers.beta2()));
    }
    Value rateOfStep = scaled;
    Value found = estimate(program).of(gradients, roots(program), rateOfStep);
    remember(program, gradients, rateOfStep);
    program.when(
        found.isFinite(),
        () -> {
          size.raise(d, found);
          Values parameters = program.parameterList();
          WeightDecay.ofParameters(parameters, rateOfStep, decouple ? numbers.weightDecay() : 0);
          parameters.subInPlace(first(program).div(roots(program)));
        });
  }

  private void remember(Program program, Values gradients, Value rate) {
    Values first = first(program);
    Values second = program.state("dadapt_second");
    first.mulInPlace(numbers.beta1());
    first.addInPlace(gradients.mul(rate.mul(1 - numbers.beta1())), 1);
    second.mulInPlace(numbers.beta2());
    second.addInPlace(gradients.mul(gradients), 1 - numbers.beta2());
  }

  private DAdaptation estimate(Program program) {
    return new DAdaptation(program, Math.sqrt(numbers.beta2()));
  }

  private Values roots(Program program) {
    return program.state("dadapt_second").sqrt().add(numbers.epsilon());
  }

  private static Values first(Program program) {
    return program.state("dadapt_first");
  }
}
