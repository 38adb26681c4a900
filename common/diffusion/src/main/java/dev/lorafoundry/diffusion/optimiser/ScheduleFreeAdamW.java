package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.contracts.settings.AdaptiveSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;
import java.util.Optional;

/**
 * Schedule-free AdamW (Defazio et al., The Road Less Scheduled, 2024). Gradients are taken at y,
 * which are the program's parameters; what is good are the weights x, an average of z: {@code v =
 * β₂v + (1-β₂)g²}, {@code z = z - γ(g / (√v̂ + ε) + decay·y)}, {@code x = (1-c)x + cz}, {@code y =
 * (1-β₁)z + β₁x}, with {@code γ} growing linearly in the warm-up and {@code c = γ² / Σγ²}.
 *
 * @param warmup steps
 */
public record ScheduleFreeAdamW(Adam numbers, int warmup) implements Optimiser {
  private static final String AVERAGE = "schedulefree_average";

  static ScheduleFreeAdamW of(OptimiserSettings settings, AdaptiveSettings adaptive) {
    return new ScheduleFreeAdamW(Adam.of(settings), adaptive.scheduleFreeWarmup());
  }

  @Override
  public Optional<String> average() {
    return Optional.of(AVERAGE);
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Value step = program.counter("schedulefree_step");
    step.addInPlace(1);
    Values change =
        WeightDecay.inGradients(
            program, normalised(program, gradients, step), numbers.weightDecay());
    Value grown = warmup == 0 ? step.mul(0).add(1) : step.div(warmup).clamp(0, 1);
    Value share = share(program, grown);
    for (int i = 0; i < groups.size(); i++) {
      update(program, groups.get(i), change, new Rate(rates.select(0, i).mul(grown), share));
    }
  }

  /** Step size of z, and share of the new z in the average. */
  private record Rate(Value ofStep, Value share) {}

  private void update(Program program, ParameterGroup group, Values change, Rate rate) {
    Values z = group.of(program.stateFromParameters("schedulefree_z"));
    Values x = group.of(program.stateFromParameters(AVERAGE));
    z.subInPlace(group.of(change).mul(rate.ofStep()));
    x.mulInPlace(rate.share().neg().add(1));
    x.addInPlace(z.mul(rate.share()), 1);
    group.of(program.parameterList()).copyInPlace(z.lerp(x, numbers.beta1()));
  }

  private Values normalised(Program program, Values gradients, Value step) {
    Values second = program.state("schedulefree_second");
    second.mulInPlace(numbers.beta2());
    second.addInPlace(gradients.mul(gradients), 1 - numbers.beta2());
    Value correction = BiasCorrection.of(step, numbers.beta2()).sqrt().reciprocal();
    return gradients.div(second.sqrt().mul(correction).add(numbers.epsilon()));
  }

  /** {@code c}; the constant rates of the groups cancel, warm-up alone counts. */
  private static Value share(Program program, Value grown) {
    Value squares = program.counter("schedulefree_squares");
    Value square = grown.square();
    squares.copyInPlace(squares.add(square));
    return square.div(squares);
  }
}
