package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Values;
import java.util.List;

/**
 * Those among a program's parameters that share a learning rate, such as all of the text encoder's.
 *
 * @param from number of the first parameter
 * @param to number behind the last one
 * @param step 1 for all of these, 2 for every other one
 * @param weight what the learning rate of their part is multiplied by for them
 */
public record ParameterGroup(String name, int from, int to, int step, double weight) {
  public ParameterGroup {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "group %s from %d to %d holds no parameters".formatted(name, from, to));
    }
  }

  /** Neighbours that have the learning rate of their part. */
  public ParameterGroup(String name, int from, int to) {
    this(name, from, to, 1, 1);
  }

  /** All parameters of a program that is built to the end, as one group. */
  public static List<ParameterGroup> all(Program program) {
    return List.of(new ParameterGroup("all", 0, program.parameters().size()));
  }

  Values of(Values all) {
    return from == 0 && to == all.size() && step == 1 ? all : all.range(from, to, step);
  }
}
