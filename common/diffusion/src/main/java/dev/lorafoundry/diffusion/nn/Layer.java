package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Shape;

/**
 * A layer that may get an {@link Adapter}.
 *
 * @param path of the layer in the checkpoint
 * @param weight shape of its weight: (out, in) or (out, in, kernel height, kernel width)
 */
public record Layer(String path, Shape weight, Form form) {
  /** How a layer is applied. */
  public sealed interface Form {}

  /** To rows: (N, in) to (N, out). A 1×1 convolution may be applied so too. */
  public record Rows() implements Form {}

  /** As a convolution: (B, in, H, W) to (B, out, H', W'). */
  public record Maps(int stride, int padding) implements Form {}
}
