package dev.lorafoundry.diffusion.optimiser;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.AdaptiveSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * Prodigy (Mishchenko and Defazio, Prodigy: An Expeditiously Adaptive Parameter-Free Learner,
 * 2024): Adam with steps of size {@code d·rate}, where d is estimated from how far the weights p
 * have gone from where they started, p₀. With β₃ = √β₂ and w = d/d₀ · d·rate: {@code n = β₃n + w⟨g,
 * p₀-p⟩}, {@code s = β₃s + w·g}, {@code m = β₁m + (1-β₁)d·g}, {@code v = β₂v + (1-β₂)d²g²}, {@code
 * d' = max(d, coefficient · n / Σ|s|)}, {@code p = p - d·rate · m / (√v + d'ε)}. Parameters that
 * are passed by count in none of the sums.
 */
public record Prodigy(
    Adam numbers,
    double dCoefficient,
    StepSize size,
    boolean decouple,
    boolean biasCorrection,
    boolean safeguardWarmup)
    implements Optimiser {
  static Prodigy of(OptimiserSettings settings, AdaptiveSettings adaptive) {
    return new Prodigy(
        Adam.of(settings),
        adaptive.dCoefficient(),
        new StepSize("prodigy_d", adaptive.d0(), adaptive.growthRate()),
        requireNonNullElse(adaptive.decouple(), true),
        adaptive.biasCorrection(),
        adaptive.safeguardWarmup());
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Value rate = rates.select(0, 0); // why: of all groups; others are refused
    program.when(rate.greaterThan(0), () -> update(program, gradients, rate));
  }

  private void update(Program program, Values raw, Value rate) {
    Value step = program.counter("prodigy_step");
    step.addInPlace(1);
    Values gradients = WeightDecay.inGradients(program, raw, decouple ? 0 : numbers.weightDecay());

    Value d = size.of(program);
    Value scaled = d.mul(rate);
    if (biasCorrection) {
      scaled = scaled.mul(BiasCorrection.factor(step, numbers.beta1(), numbers.beta2()));
    }
    Value rateOfStep = scaled;
    remember(program, gradients, d);
    Value weight = d.div(size.first()).mul(rateOfStep);
    Value found = found(program, gradients, weight, safeguardWarmup ? weightOf(d) : weight);
    program.when(
        found.isFinite(),
        () -> {
          raise(program, d, found);
          change(program, rateOfStep, d);
        });
  }

  private Value weightOf(Value d) {
    return d.div(size.first()).mul(d);
  }

  /** Adam's two moments, in units of the step size. */
  private void remember(Program program, Values gradients, Value d) {
    Values first = first(program);
    Values second = second(program);
    first.mulInPlace(numbers.beta1());
    first.addInPlace(gradients.mul(d.mul(1 - numbers.beta1())), 1);
    second.mulInPlace(numbers.beta2());
    second.addInPlace(gradients.mul(gradients).mul(d.square().mul(1 - numbers.beta2())), 1);
  }

  /** The step size that the way so far suggests; no number where all gradients were 0. */
  private Value found(Program program, Values gradients, Value weight, Value weightOfSum) {
    double beta3 = Math.sqrt(numbers.beta2());
    Value numerator = program.counter("prodigy_numerator");
    Values sum = program.state("prodigy_sum");
    Values way = program.stateFromParameters("prodigy_start").sub(program.parameterList());
    Value gained = ParameterSums.of(program, gradients.mul(way)).mul(weight);
    numerator.copyInPlace(numerator.mul(beta3).add(gained));
    sum.mulInPlace(beta3);
    sum.addInPlace(gradients.mul(weightOfSum), 1);
    return numerator.div(ParameterSums.of(program, sum.abs())).mul(dCoefficient);
  }

  /** With a limit of growth, d goes on towards the largest estimate there was. */
  private void raise(Program program, Value d, Value found) {
    Value most = new StepSize("prodigy_d_most", size.first(), null).of(program);
    most.copyInPlace(most.maximum(found));
    d.copyInPlace(d.maximum(found).where(size.isFirst(d), d));
    if (size.growth() == null) {
      d.copyInPlace(most);
    } else {
      d.copyInPlace(most.minimum(d.mul(size.growth())));
    }
  }

  private void change(Program program, Value rate, Value d) {
    Values parameters = program.parameterList();
    Values change = first(program).div(second(program).sqrt().add(d.mul(numbers.epsilon())));
    WeightDecay.ofParameters(parameters, rate, decouple ? numbers.weightDecay() : 0);
    parameters.subInPlace(change.mul(rate));
  }

  private static Values first(Program program) {
    return program.state("prodigy_first");
  }

  private static Values second(Program program) {
    return program.state("prodigy_second");
  }
}
