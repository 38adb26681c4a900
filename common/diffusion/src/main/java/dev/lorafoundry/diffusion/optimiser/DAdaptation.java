package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import org.jspecify.annotations.Nullable;

/**
 * The estimate of D-Adaptation: {@code n = βn + (1-β) rate ⟨u, s / roots⟩}, {@code s = βs + (1-β)
 * rate·u}, {@code n / ((1-β) Σ|s|)}. Parameters that are passed by count in none of the sums.
 */
record DAdaptation(Program program, double beta) {
  /**
   * Takes a step into account.
   *
   * @param updates u, one like each parameter
   * @param roots null for 1
   * @return a single number; none where all updates were 0
   */
  Value of(Values updates, @Nullable Values roots, Value rate) {
    Value numerator = program.counter("dadapt_numerator");
    Values sum = program.state("dadapt_sum");
    Values way = roots == null ? sum : sum.div(roots);
    Value gained = ParameterSums.of(program, updates.mul(way)).mul(rate);
    numerator.copyInPlace(numerator.mul(beta).add(gained.mul(1 - beta)));
    sum.mulInPlace(beta);
    sum.addInPlace(updates.mul(rate.mul(1 - beta)), 1);
    return numerator.div(ParameterSums.of(program, sum.abs()).mul(1 - beta));
  }
}
