package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;

/** How far decoded pictures are from the true ones. */
final class Likeness {
  private Likeness() {}

  /**
   * Mean absolute and mean squared error, and the mean absolute difference of neighbours' errors,
   * which keeps edges sharp.
   *
   * @param error (B, 3, H, W)
   */
  static Value loss(Value error) {
    return error.abs().mean().add(error.square().mean()).add(edges(error, 2)).add(edges(error, 3));
  }

  private static Value edges(Value error, int dimension) {
    Size size = error.size(dimension);
    return error
        .slice(dimension, 1, size)
        .sub(error.slice(dimension, 0, size.plus(-1)))
        .abs()
        .mean();
  }
}
