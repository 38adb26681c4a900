package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Limits what modules do to their layers: with {@code n = max(‖ΔW‖, most / 2)} each of a module's m
 * matrices is multiplied by {@code (min(n, most) / n)^(1/m)}, as {@code --scale_weight_norms} of
 * sd-scripts does. Magnitudes of DoRA stay as they are, as with LyCORIS.
 */
public final class WeightNorms {
  private static final double LARGEST = 1e30;

  private final Values parameters;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<NetworkModule> modules;

  private WeightNorms(Program program, LoraNetwork network) {
    parameters = program.parameterList();
    program.parameters().keySet().forEach(name -> places.put(name, places.size()));
    modules =
        network.modules().stream()
            .filter(module -> places.keySet().containsAll(module.shapes().keySet()))
            .toList();
  }

  /**
   * Emits the limit for all modules of a program that was built with a network.
   *
   * @param most largest norm
   */
  public static void limit(Program program, LoraNetwork network, double most) {
    WeightNorms norms = new WeightNorms(program, network);
    norms.multiply(norms.ratios(most));
  }

  /** What is left of each module (modules). */
  private Value ratios(double most) {
    Matrices matrices = (name, shape) -> parameters.get(place(name));
    List<Value> squares =
        modules.stream().map(module -> module.squaredNorm(matrices).unsqueeze(0)).toList();
    Value norms = joined(squares).clamp(0, LARGEST).sqrt().clamp(most / 2, LARGEST);
    return norms.reciprocal().mul(most).clamp(0, 1);
  }

  private void multiply(Value ratios) {
    Map<Integer, Value> roots = new HashMap<>();
    Value[] factors = new Value[places.size()];
    for (int i = 0; i < modules.size(); i++) {
      Set<String> matrices = modules.get(i).factors();
      Value root = roots.computeIfAbsent(matrices.size(), count -> ratios.pow(1.0 / count));
      Value own = root.slice(0, i, i + 1);
      for (String name : modules.get(i).shapes().keySet()) {
        factors[place(name)] = matrices.contains(name) ? own : one(ratios, roots);
      }
    }
    parameters.mulInPlace(joined(List.of(factors)).unbind(factors.length));
  }

  /** What leaves a magnitude as it is, even where the ratio is no number. */
  private static Value one(Value ratios, Map<Integer, Value> roots) {
    return roots.computeIfAbsent(0, none -> ratios.slice(0, 0, 1).pow(0));
  }

  private int place(String matrix) {
    Integer place = places.get(matrix);
    if (place == null) {
      throw new IllegalStateException("the program does not train " + matrix);
    }
    return place;
  }

  private static Value joined(List<Value> values) {
    return values.get(0).concat(0, values.subList(1, values.size()).toArray(Value[]::new));
  }
}
