package dev.lorafoundry.diffusion.unet;

/**
 * What SDXL's U-Net is told of a picture's size: six numbers, each as a {@link TimeEmbedding} of
 * width 256, one behind another.
 *
 * @param originalHeight of the picture before it was prepared, in pixels
 * @param originalWidth as the height
 * @param top rows that were cut off above
 * @param left columns that were cut off on the left
 * @param height of the picture that is shown to the model
 * @param width as the height
 */
public record SizeEmbedding(
    int originalHeight, int originalWidth, int top, int left, int height, int width) {
  /** Numbers that all six become. */
  public static final int LENGTH = 6 * 256;

  /** A picture as it was made. */
  public static SizeEmbedding of(int height, int width) {
    return new SizeEmbedding(height, width, 0, 0, height, width);
  }

  /** The embedding, {@link #LENGTH} numbers. */
  public float[] toFloats() {
    return TimeEmbedding.of(LENGTH / 6, originalHeight, originalWidth, top, left, height, width);
  }
}
