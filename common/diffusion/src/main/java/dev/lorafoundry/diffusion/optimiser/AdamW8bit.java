package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Blocks;
import dev.lorafoundry.tensor.DynamicMap;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * {@link AdamW} whose moments are kept in 8 bits from step to step (Dettmers et al., 8-bit
 * Optimizers via Block-wise Quantization, 2022). A step itself is computed in fp32, with the
 * moments as they are before they are quantised again. Small parameters have theirs in full.
 * Weights decay before they are changed, as PyTorch's do; bitsandbytes lets them decay afterwards,
 * so that there a change decays in its own step, too: by rate · decay of itself.
 */
public record AdamW8bit(AdamW numbers) implements Optimiser {
  static AdamW8bit of(OptimiserSettings settings) {
    return new AdamW8bit(AdamW.of(settings));
  }

  private record Moments(QuantisedState first, QuantisedState second, PerParameter step) {
    static Moments of(Program program) {
      return new Moments(
          new QuantisedState(program, "adamw8bit_first", DynamicMap.SIGNED),
          new QuantisedState(program, "adamw8bit_second", DynamicMap.UNSIGNED),
          PerParameter.step(program, "adamw8bit_step"));
    }

    /** What belongs to each block of large parameters, or to all: (blocks, 1) or (). */
    Value stepOf(ParameterGroup large) {
      return step.apart() ? first.ofBlocks(large, step.each()) : step.numbers();
    }
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    Moments moments = Moments.of(program);
    Values steps = moments.step.each();
    for (int i = 0; i < groups.size(); i++) {
      Value rate = rates.select(0, i);
      for (Stretch stretch : Stretch.of(program, groups.get(i))) {
        ParameterGroup some = stretch.parameters();
        Values parameters = some.of(program.parameterList());
        if (stretch.inBlocks()) {
          Value change = change(some, some.of(gradients), moments).mul(rate);
          WeightDecay.ofParameters(parameters, rate, numbers.weightDecay());
          parameters.subInPlace(moments.first.shaped(some, parameters, change));
        } else {
          AdamW.Moments inFull =
              new AdamW.Moments(
                  moments.first.inFull(some), moments.second.inFull(some), some.of(steps));
          numbers.update(parameters, some.of(gradients), inFull, rate);
        }
      }
    }
  }

  /** What is subtracted at a rate of 1, without the weight decay (blocks, 256). */
  private Value change(ParameterGroup large, Values gradients, Moments moments) {
    double beta1 = numbers.beta1();
    double beta2 = numbers.beta2();
    Value fresh = Blocks.of(gradients);
    Value first = moments.first.blocks(large).mul(beta1).add(fresh.mul(1 - beta1));
    Value second = moments.second.blocks(large).mul(beta2).add(fresh.square().mul(1 - beta2));
    moments.first.put(large, first);
    moments.second.put(large, second);
    Value step = moments.stepOf(large);
    Value root = second.div(BiasCorrection.of(step, beta2)).sqrt();
    return first.div(BiasCorrection.of(step, beta1)).div(root.add(numbers.epsilon()));
  }
}
