package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.function.UnaryOperator;

/**
 * A number of each parameter of a program: one that all share, or each its own.
 *
 * @param numbers () where they share one, (parameters) otherwise
 * @param apart whether each has its own
 */
record PerParameter(Value numbers, boolean apart) {
  static PerParameter shared(Value number) {
    return new PerParameter(number, false);
  }

  /**
   * Counts the update that is being described. Where it passes some parameters by, each has a count
   * of its own, which does not go on then: PyTorch, bitsandbytes and transformers count for each
   * parameter the steps in which it had a gradient.
   */
  static PerParameter step(Program program, String counter) {
    boolean apart = program.passesBy();
    Value numbers = apart ? program.counters(counter) : program.counter(counter);
    numbers.addInPlace(1);
    return new PerParameter(numbers, apart);
  }

  PerParameter map(UnaryOperator<Value> formula) {
    return new PerParameter(formula.apply(numbers), apart);
  }

  /** One scalar like each parameter of the program. */
  Values each() {
    int all = numbers.program().parameters().size();
    return numbers.expand(all).unbind(all);
  }

  /**
   * A group's tensors times these numbers.
   *
   * @param values one like each parameter of the group
   */
  Values times(ParameterGroup group, Values values) {
    return apart ? values.mul(group.of(each())) : values.mul(numbers);
  }

  /** As {@link #times}, of the very tensors. */
  void multiply(ParameterGroup group, Values values) {
    if (apart) {
      values.mulInPlace(group.of(each()));
    } else {
      values.mulInPlace(numbers);
    }
  }
}
