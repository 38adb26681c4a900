package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.tensor.Blocks;
import dev.lorafoundry.tensor.DynamicMap;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/** {@link Lion} whose momentum is kept in 8 bits from step to step, as {@link AdamW8bit}'s are. */
public record Lion8bit(Lion numbers) implements Optimiser {
  static Lion8bit of(OptimiserSettings settings) {
    return new Lion8bit(Lion.of(settings));
  }

  @Override
  public void update(Program program, Values gradients, List<ParameterGroup> groups, Value rates) {
    QuantisedState momentum = new QuantisedState(program, "lion8bit_momentum", DynamicMap.SIGNED);
    for (int i = 0; i < groups.size(); i++) {
      Value rate = rates.select(0, i);
      for (Stretch stretch : Stretch.of(program, groups.get(i))) {
        ParameterGroup some = stretch.parameters();
        Values parameters = some.of(program.parameterList());
        if (stretch.inBlocks()) {
          Value mixed = mixed(some, some.of(gradients), momentum);
          WeightDecay.ofParameters(parameters, rate, numbers.weightDecay());
          parameters.subInPlace(momentum.shaped(some, parameters, mixed).sign().mul(rate));
        } else {
          numbers.update(parameters, momentum.inFull(some), some.of(gradients), rate);
        }
      }
    }
  }

  /** What the step goes along by its signs (blocks, 256); renews the momentum. */
  private Value mixed(ParameterGroup large, Values gradients, QuantisedState momentum) {
    Value fresh = Blocks.of(gradients);
    Value kept = momentum.blocks(large);
    momentum.put(large, mixed(kept, fresh, numbers.beta2()));
    return mixed(kept, fresh, numbers.beta1());
  }

  private static Value mixed(Value kept, Value fresh, double beta) {
    return kept.mul(beta).add(fresh.mul(1 - beta));
  }
}
