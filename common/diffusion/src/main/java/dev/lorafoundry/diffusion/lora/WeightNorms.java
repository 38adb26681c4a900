package dev.lorafoundry.diffusion.lora;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Limits what modules do to their layers: with {@code n = max(‖scale · up down‖, most / 2)} both
 * matrices are multiplied by {@code √(min(n, most) / n)}, as {@code --scale_weight_norms} of
 * sd-scripts does. The norm is {@code √Σ (upᵀup ∘ down downᵀ)}: up down itself, as large as the
 * layer, is never computed.
 */
public final class WeightNorms {
  private static final double LARGEST = 1e30;

  private WeightNorms() {}

  /**
   * Emits the limit for all modules of a program that was built with a network.
   *
   * @param most largest norm
   */
  public static void limit(Program program, LoraNetwork network, double most) {
    int matrices = program.parameters().size();
    Values downs = program.parameterList().range(0, matrices, 2);
    Values ups = program.parameterList().range(1, matrices, 2);
    Values products = ups.productsOfColumns().mul(downs.productsOfRows()); // (r, r) each
    Value squares = scaled(products.sums(), scales(program, network)); // (modules)
    Value norms = squares.clamp(0, LARGEST).sqrt().clamp(most / 2, LARGEST);
    Values factors = norms.reciprocal().mul(most).clamp(0, 1).sqrt().unbind(matrices / 2);
    downs.mulInPlace(factors);
    ups.mulInPlace(factors);
  }

  private static Value scaled(Values squares, List<Double> scales) {
    List<Value> scaled = new ArrayList<>();
    for (int i = 0; i < scales.size(); i++) {
      scaled.add(squares.get(i).mul(scales.get(i) * scales.get(i)).unsqueeze(0));
    }
    return scaled.get(0).concat(0, scaled.subList(1, scaled.size()).toArray(Value[]::new));
  }

  /** alpha / rank of each module, in the order of the parameters. */
  private static List<Double> scales(Program program, LoraNetwork network) {
    List<Double> scales = new ArrayList<>();
    Map<String, Double> alphas = network.alphas();
    for (Map.Entry<String, Shape> each : program.parameters().entrySet()) {
      String name = each.getKey();
      if (name.endsWith(LoraModule.DOWN)) {
        String module = name.substring(0, name.length() - LoraModule.DOWN.length());
        double alpha = requireNonNull(alphas.get(module + LoraModule.ALPHA), module);
        scales.add(alpha / each.getValue().size(0));
      }
    }
    return scales;
  }
}
