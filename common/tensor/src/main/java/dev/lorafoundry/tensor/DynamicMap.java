package dev.lorafoundry.tensor;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The 256 numbers from -1 to 1 that a byte stands for: dynamic tree quantisation (Dettmers, 8-Bit
 * Approximations for Parallelism in Deep Learning, 2016) as bitsandbytes has it. For each power of
 * ten from 1 down to 10⁻⁶ what lies between its tenth and itself is cut into equal parts, half as
 * many as for the power before, and their middles are taken; 0 and 1 are numbers of their own.
 */
public enum DynamicMap {
  /** With the negatives of all but 1. */
  SIGNED(64, 1, -1),
  /** For what is never negative, twice as fine. */
  UNSIGNED(128, 1);

  private static final int POWERS = 7;

  private final float[] numbers;

  /**
   * @param parts below 1
   */
  DynamicMap(int parts, double... signs) {
    DoubleStream middles =
        Arrays.stream(signs).flatMap(sign -> middles(parts).map(middle -> sign * middle));
    numbers = floats(DoubleStream.concat(middles, DoubleStream.of(0, 1)).sorted().toArray());
  }

  private static DoubleStream middles(int parts) {
    return IntStream.range(0, POWERS)
        .boxed()
        .flatMapToDouble(power -> middles(Math.pow(10, -power), parts >> power));
  }

  private static DoubleStream middles(double top, int parts) {
    return IntStream.range(0, parts).mapToDouble(i -> top * (0.1 + 0.9 * (i + 0.5) / parts));
  }

  /** What the bytes from 0 to 255 stand for, in rising order. */
  public float[] numbers() {
    return numbers.clone();
  }

  /** What lies half-way between neighbours: a number up to the n-th bound has a code up to n. */
  float[] bounds() {
    double[] bounds = new double[numbers.length - 1];
    Arrays.setAll(bounds, i -> ((double) numbers[i] + numbers[i + 1]) / 2);
    return floats(bounds);
  }

  private static float[] floats(double... numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
