package dev.lorafoundry.contracts;

/**
 * How a training picture was taken out of its original: SDXL is told of it.
 *
 * @param originalWidth pixels of the upright original
 * @param originalHeight pixels of the upright original
 * @param left columns cut off on the left, once the original was brought to scale
 * @param top rows cut off above
 */
public record Framing(int originalWidth, int originalHeight, int left, int top) {
  public Framing {
    if (originalWidth < 1 || originalHeight < 1 || left < 0 || top < 0) {
      throw new IllegalArgumentException(
          "a picture out of %d × %d pixels, from %d, %d on, is not allowed: sides are at least 1, places at least 0"
              .formatted(originalWidth, originalHeight, left, top));
    }
  }

  /** Of a picture that is the whole original, as it was. */
  public static Framing whole(int width, int height) {
    return new Framing(width, height, 0, 0);
  }
}
