package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.tensor.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values that a model starts from: norms do nothing, layers that end a residual branch are zero,
 * the rest is uniform by the number of inputs, tables are small and normal.
 */
final class Beginning {
  private static final double TABLE_DEVIATION = 0.02;

  private Beginning() {}

  static Map<String, float[]> of(Map<String, Shape> shapes, long seed) {
    Map<String, float[]> values = new TreeMap<>();
    int number = 0;
    for (Map.Entry<String, Shape> each : shapes.entrySet()) {
      Draws draws = Draws.of(seed, number++, Purpose.INITIALISATION);
      values.put(each.getKey(), values(each.getKey(), each.getValue(), shapes, draws));
    }
    return values;
  }

  private static float[] values(String name, Shape shape, Map<String, Shape> shapes, Draws draws) {
    int count = Math.toIntExact(shape.elements());
    String layer = name.substring(0, name.lastIndexOf('.'));
    Shape weight = shapes.getOrDefault(layer + ".weight", shape);
    if (weight.rank() == 1) {
      return filled(count, name.endsWith(".weight") ? 1 : 0);
    }
    if (name.contains("embeddings.")) {
      float[] normals = draws.normals(count);
      for (int i = 0; i < count; i++) {
        normals[i] *= (float) TABLE_DEVIATION;
      }
      return normals;
    }
    if (name.endsWith(".bias") || endsBranch(layer)) {
      return filled(count, 0);
    }
    long inputs = weight.elements() / weight.size(0);
    return draws.uniforms(count, Math.sqrt(gain(layer) / inputs));
  }

  /** Squared bound of the uniform numbers, for one input. */
  private static double gain(String layer) {
    return layer.startsWith(VaeLayout.PREFIX) ? 3 : 1.5;
  }

  private static boolean endsBranch(String layer) {
    return layer.endsWith("out_layers.3")
        || layer.endsWith("proj_out")
        || layer.endsWith("block.0.conv2")
        || layer.endsWith("diffusion_model.out.2");
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }
}
