package dev.lorafoundry.tensor;

import org.jspecify.annotations.Nullable;

/**
 * What layers are made of, each one operation of libtorch's {@code nn.functional}. What is dear and
 * robust is computed in the program's compute type, what loses from few digits in fp32, as
 * PyTorch's autocast does it.
 */
public final class Kernels {
  private Kernels() {}

  /**
   * {@code x Wᵀ + b}.
   *
   * @param weight (out, in)
   * @param bias (out), or null
   */
  public static Value linear(Value x, Value weight, @Nullable Value bias) {
    return computed(x, "linear", x.computing(), weight.computing(), computingOrNone(bias));
  }

  /**
   * Two-dimensional convolution.
   *
   * @param weight (out, in, kernel height, kernel width)
   * @param bias (out), or null
   */
  public static Value conv2d(Value x, Value weight, @Nullable Value bias, int stride, int padding) {
    return computed(
        x,
        "conv2d",
        x.computing(),
        weight.computing(),
        computingOrNone(bias),
        Code.pair(stride),
        Code.pair(padding),
        Code.pair(1),
        "1");
  }

  /** {@code softmax(q kᵀ / √d) v} over (batch, heads, tokens, d). */
  public static Value attention(Value queries, Value keys, Value values) {
    return attention(queries, keys, values, "False");
  }

  /** As {@link #attention(Value, Value, Value)}, but no token sees a later one. */
  public static Value causalAttention(Value queries, Value keys, Value values) {
    return attention(queries, keys, values, "True");
  }

  /**
   * @param causal True or False
   */
  private static Value attention(Value queries, Value keys, Value values, String causal) {
    return computed(
        queries,
        "scaled_dot_product_attention",
        queries.computing(),
        keys.computing(),
        values.computing(),
        "None",
        "0.",
        causal);
  }

  public static Value softmax(Value x, int dimension) {
    return x.call("softmax", fp32(x), dimension, "None");
  }

  public static Value groupNorm(Value x, int groups, Value weight, Value bias, double epsilon) {
    return x.call(
        "group_norm", fp32(x), groups, fp32(weight), fp32(bias), Code.number(epsilon), "True");
  }

  /** Over the last dimension. */
  public static Value layerNorm(Value x, Value weight, Value bias, double epsilon) {
    String size = "[" + weight.shape().size(-1) + "]";
    return x.call(
        "layer_norm", fp32(x), size, fp32(weight), fp32(bias), Code.number(epsilon), "True");
  }

  /** Rows of a table: (rows, width) and ids of any shape give (…, width). */
  public static Value embedding(Value table, Value ids) {
    return table.call("embedding", table, ids);
  }

  /** Nearest-neighbour enlargement of (B, C, H, W) by two. */
  public static Value upsampleNearest2x(Value x) {
    return upsampleNearest(x, x.size(2).times(2), x.size(3).times(2));
  }

  /** Nearest-neighbour resize of (B, C, H, W) to the height and width of another value. */
  public static Value upsampleNearestTo(Value x, Value like) {
    return upsampleNearest(x, like.size(2), like.size(3));
  }

  /** L2 norms along a dimension, which goes, in fp32 whatever format the elements have. */
  public static Value norms(Value x, int dimension) {
    String type = "dtype=" + DType.F32.scalarType();
    return x.call("linalg_vector_norm", x, "2", Code.list(dimension), "False", type);
  }

  private static Value upsampleNearest(Value x, Size height, Size width) {
    String size = "[" + height.expression() + ", " + width.expression() + "]";
    return x.call("upsample_nearest2d", x, size, "None", "None");
  }

  private static Value computed(Value like, String operation, Object... arguments) {
    return Operation.of(operation, arguments).callWideOnProcessor(like.program());
  }

  private static Value fp32(Value x) {
    return x.program().computeType() == DType.F32 ? x : x.to(DType.F32);
  }

  private static Object computingOrNone(@Nullable Value value) {
    return value == null ? "None" : value.computing();
  }
}
