package dev.lorafoundry.tensor;

/**
 * Random numbers that a program draws itself, where they are too many to come with every call:
 * {@link SplitMix64}, of which the n-th number depends on n and on where the stream starts alone.
 * Its arithmetic is in whole numbers, so that every device draws the same.
 */
public final class RandomStream {
  private RandomStream() {}

  /**
   * Draws a number from 0 to below 1 for each element of a value, in C order, and says which are
   * not below the bound.
   *
   * @param start where the stream starts: a single whole number
   * @return truths of the value's shape
   */
  public static Value notBelow(double bound, Value like, Value start) {
    Value shape = like.detach();
    Value flat = shape.flatten(0, -1);
    Value ones = flat.call("ones_like", flat, "dtype=" + DType.I64.scalarType());
    Value places = ones.call("cumsum", ones, 0); // 1, 2, 3 and so on
    Value z = places.call("mul", places, SplitMix64.GAMMA).add(start);
    z = mixed(z, SplitMix64.FIRST_SHIFT, SplitMix64.FIRST_FACTOR);
    z = mixed(z, SplitMix64.SECOND_SHIFT, SplitMix64.SECOND_FACTOR);
    z = z.call("bitwise_xor", z, shifted(z, SplitMix64.LAST_SHIFT));
    Value number = shifted(z, Long.SIZE - SplitMix64.BITS);
    Value truths = number.call("ge", number, (long) Math.ceil(bound * (1L << SplitMix64.BITS)));
    return truths.call("reshape_as", truths, shape);
  }

  private static Value mixed(Value z, int by, long factor) {
    Value mixed = z.call("bitwise_xor", z, shifted(z, by));
    return mixed.call("mul", mixed, factor);
  }

  /** To the right, with zeros from the left: libtorch brings the sign from there. */
  private static Value shifted(Value z, int by) {
    Value moved = z.call("bitwise_right_shift", z, by);
    return moved.call("bitwise_and", moved, (1L << (Long.SIZE - by)) - 1);
  }
}
