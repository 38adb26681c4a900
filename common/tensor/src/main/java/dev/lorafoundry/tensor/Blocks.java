package dev.lorafoundry.tensor;

/**
 * Tensors cut into blocks of 256 numbers, so that one large number spoils the scale of its own
 * block alone (Dettmers et al., 8-bit Optimizers via Block-wise Quantization, 2022). Each tensor
 * begins with a block of its own; its last one is filled with zeros.
 */
public final class Blocks {
  /** Numbers of a block. */
  public static final int SIZE = 256;

  private static final int FEWEST = 4096;

  private Blocks() {}

  /** Whether a tensor is large enough: of smaller ones all digits are kept. */
  public static boolean hold(Shape shape) {
    return shape.elements() >= FEWEST;
  }

  static long count(Shape shape) {
    return (shape.elements() + SIZE - 1) / SIZE;
  }

  /** The blocks of all tensors of a list (blocks, 256). */
  public static Value of(Values tensors) {
    String missing = "torch.remainder(torch.neg(torch.numel(%s)), " + SIZE + ")";
    return tensors
        .mapped("torch.constant_pad_nd(torch.flatten(%s, 0, -1), [0, " + missing + "], 0)")
        .joined()
        .reshape(-1, SIZE);
  }
}
