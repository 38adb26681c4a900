package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.LaterTensor;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What modules add to the weights of their layers, number by number, from what files hold. */
public final class Changes {
  private final Map<String, StoredTensor> file;

  private Changes(Map<String, StoredTensor> file) {
    this.file = file;
  }

  /** Of the module of that name (out · in · kernel). */
  public static float[] of(Map<String, StoredTensor> file, String module, Shape layer) {
    Changes changes = new Changes(file);
    if (file.containsKey(module + ".hada_w1_a")) {
      return changes.hadamard(module, layer);
    }
    return file.containsKey(module + ".lokr_w1")
        ? changes.kronecker(module, layer)
        : changes.low(module, layer);
  }

  /**
   * What becomes of a weight, less the weight: with DoRA {@code m V / ‖V‖ - W} with {@code V = W +
   * ΔW}, number by number.
   *
   * @param weight (out · in · kernel)
   */
  public static float[] of(
      Map<String, StoredTensor> file, String module, Shape layer, float[] weight) {
    float[] change = of(file, module, layer);
    StoredTensor magnitudes = file.get(module + ".dora_scale");
    return magnitudes == null ? change : turned(magnitudes, layer, weight, change);
  }

  private static float[] turned(
      StoredTensor magnitudes, Shape layer, float[] weight, float[] change) {
    boolean ofOutputs = magnitudes.shape().size(0) == layer.size(0);
    double[] squares = new double[(int) magnitudes.shape().elements()];
    for (int i = 0; i < weight.length; i++) {
      squares[feature(layer, ofOutputs, i)] += Math.pow((double) weight[i] + change[i], 2);
    }
    float[] numbers = magnitudes.toFloats();
    float[] turned = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      int feature = feature(layer, ofOutputs, i);
      double whole = ((double) weight[i] + change[i]) / Math.sqrt(squares[feature]);
      turned[i] = (float) (numbers[feature] * whole - weight[i]);
    }
    return turned;
  }

  /** Which output, or which input, a number of a weight (out · in · kernel) belongs to. */
  static int feature(Shape layer, boolean ofOutputs, int place) {
    int row = (int) (layer.elements() / layer.size(0));
    int kernel = (int) (row / layer.size(1));
    return ofOutputs ? place / row : place % row / kernel;
  }

  /**
   * A file with numbers from {@code -bound} to {@code bound} in all matrices, and as far from 1 as
   * magnitudes.
   */
  public static LoraFile file(LoraNetwork network, long seed, double bound) {
    Map<String, StoredTensor> matrices = new LinkedHashMap<>();
    network
        .shapes()
        .forEach(
            (name, shape) -> {
              Draws draws = Draws.of(seed, name.hashCode(), Purpose.INITIALISATION);
              float[] numbers = draws.uniforms((int) shape.elements(), bound);
              if (name.endsWith(".dora_scale")) {
                for (int i = 0; i < numbers.length; i++) {
                  numbers[i] += 1;
                }
              }
              matrices.put(name, StoredTensor.floats(shape, numbers));
            });
    return LoraFile.of(network, matrices, DType.F32, Map.of());
  }

  /** The matrices of a network, all of whose numbers are zero and none of which is in memory. */
  static Map<String, FileTensor> empty(LoraNetwork network) {
    Map<String, FileTensor> tensors = new HashMap<>();
    network
        .shapes()
        .forEach(
            (name, shape) ->
                tensors.put(
                    name,
                    new LaterTensor(
                        DType.F32,
                        shape,
                        () -> StoredTensor.floats(shape, new float[(int) shape.elements()]))));
    return tensors;
  }

  private float[] low(String module, Shape layer) {
    double[][] product = product(module + ".lora_up.weight", module + ".lora_down.weight");
    return flat(product, alpha(module) / rows(module + ".lora_down.weight"), layer);
  }

  private float[] hadamard(String module, Shape layer) {
    double[][] one = product(module + ".hada_w1_a", module + ".hada_w1_b");
    double[][] other = product(module + ".hada_w2_a", module + ".hada_w2_b");
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < one[i].length; j++) {
        one[i][j] *= other[i][j];
      }
    }
    return flat(one, alpha(module) / rows(module + ".hada_w1_b"), layer);
  }

  /** {@code ΔW[o₁ O₂ + o₂, i₁ I₂ + i₂, k] = W₁[o₁, i₁] W₂[o₂, i₂, k]}. */
  private float[] kronecker(String module, Shape layer) {
    double[][] one = matrix(module + ".lokr_w1");
    boolean whole = file.containsKey(module + ".lokr_w2");
    double[][] other =
        whole ? matrix(module + ".lokr_w2") : product(module + ".lokr_w2_a", module + ".lokr_w2_b");
    int out = (int) layer.size(0);
    int in = (int) layer.size(1);
    int kernel = (int) (layer.elements() / out / in);
    int inner = in / one[0].length;
    double[][] change = new double[out][in * kernel];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int k = 0; k < kernel; k++) {
          change[o][i * kernel + k] =
              one[o / other.length][i / inner] * other[o % other.length][i % inner * kernel + k];
        }
      }
    }
    return flat(change, whole ? 1 : alpha(module) / rows(module + ".lokr_w2_b"), layer);
  }

  private double[][] product(String left, String right) {
    double[][] a = matrix(left);
    double[][] b = matrix(right);
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  private double[][] matrix(String name) {
    float[] numbers = file.get(name).toFloats();
    int rows = rows(name);
    int columns = numbers.length / rows;
    double[][] matrix = new double[rows][columns];
    for (int i = 0; i < numbers.length; i++) {
      matrix[i / columns][i % columns] = numbers[i];
    }
    return matrix;
  }

  private int rows(String name) {
    return (int) file.get(name).shape().size(0);
  }

  private double alpha(String module) {
    return file.get(module + ".alpha").toFloats()[0];
  }

  private static float[] flat(double[][] change, double scale, Shape layer) {
    float[] flat = new float[(int) layer.elements()];
    int columns = change[0].length;
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) (change[i / columns][i % columns] * scale);
    }
    return flat;
  }
}
