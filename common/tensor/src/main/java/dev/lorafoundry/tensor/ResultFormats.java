package dev.lorafoundry.tensor;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the number format of an operation's result while a program is described. What is
 * known need not be converted to be sure of it.
 */
final class ResultFormats {
  /** Operations whose result has the format of their first argument. */
  private static final Set<String> KEEPING =
      Set.of(
          "addmm",
          "contiguous",
          "conv2d",
          "detach",
          "expand",
          "flatten",
          "gelu",
          "group_norm",
          "layer_norm",
          "linear",
          "matmul",
          "permute",
          "reshape",
          "scaled_dot_product_attention",
          "silu",
          "slice",
          "softmax",
          "transpose",
          "unsqueeze",
          "upsample_nearest2d");

  /** Operations on two values of one format, or on one and a number. */
  private static final Set<String> PAIRING = Set.of("add", "mul");

  private ResultFormats() {}

  /**
   * @return null where the format is known only when the program runs
   */
  static @Nullable DType of(String operation, List<Object> arguments) {
    if (operation.equals("to") && arguments.get(1) instanceof Integer scalarType) {
      return DType.ofScalarType(scalarType);
    }
    DType first = of(arguments.get(0));
    if (KEEPING.contains(operation)) {
      return first;
    }
    if (PAIRING.contains(operation)) {
      boolean same = !(arguments.get(1) instanceof Value) || of(arguments.get(1)) == first;
      return same && first != null && first.isFloating() ? first : null;
    }
    return null;
  }

  private static @Nullable DType of(Object argument) {
    return argument instanceof Value value ? value.format() : null;
  }
}
