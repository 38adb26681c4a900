package dev.lorafoundry.tensor;

import org.jspecify.annotations.Nullable;

/**
 * In which number format layers are computed: what is dear and robust in the program's compute
 * type, what loses from few digits in fp32, as PyTorch's autocast does it.
 */
final class Kernels {
  private Kernels() {}

  static Value linear(Value x, Value weight, @Nullable Value bias) {
    return x.call("linear", x.computing(), weight.computing(), computingOrNone(bias));
  }

  static Value matmul(Value x, Value other) {
    return x.call("matmul", x.computing(), other.computing());
  }

  static Value addProduct(Value x, Value left, Value right) {
    return x.call("addmm", x.computing(), left.computing(), right.computing());
  }

  static Value conv2d(Value x, Value weight, @Nullable Value bias, int stride, int padding) {
    return x.call(
        "conv2d",
        x.computing(),
        weight.computing(),
        computingOrNone(bias),
        Code.pair(stride),
        Code.pair(padding),
        Code.pair(1),
        "1");
  }

  /**
   * @param causal True or False
   */
  static Value attention(Value queries, Value keys, Value values, String causal) {
    return queries.call(
        "scaled_dot_product_attention",
        queries.computing(),
        keys.computing(),
        values.computing(),
        "None",
        "0.",
        causal);
  }

  static Value softmax(Value x, int dimension) {
    return x.call("softmax", fp32(x), dimension, "None");
  }

  static Value groupNorm(Value x, int groups, Value weight, Value bias, double epsilon) {
    return x.call(
        "group_norm", fp32(x), groups, fp32(weight), fp32(bias), Code.number(epsilon), "True");
  }

  static Value layerNorm(Value x, Value weight, Value bias, double epsilon) {
    String size = "[" + weight.shape().size(-1) + "]";
    return x.call(
        "layer_norm", fp32(x), size, fp32(weight), fp32(bias), Code.number(epsilon), "True");
  }

  private static Value fp32(Value x) {
    return x.program().computeType() == DType.F32 ? x : x.to(DType.F32);
  }

  private static Object computingOrNone(@Nullable Value value) {
    return value == null ? "None" : value.computing();
  }
}
