package dev.lorafoundry.diffusion.picture;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.IntBinaryOperator;

/**
 * How opaque the points of a picture are, as a picture of greys that can be turned and scaled like
 * any other: white where nothing shines through.
 */
public final class Opacity {
  private static final int OPAQUE = 255;

  private Opacity() {}

  /** Of a decoded picture; empty if it has no transparency. */
  static Optional<BufferedImage> of(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return Optional.empty();
    }
    BufferedImage greys =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    fill(greys, (x, y) -> 0x010101 * alpha(image, x, y));
    return Optional.of(greys);
  }

  /** Of a mask, whose red says it, as sd-scripts takes it. */
  public static BufferedImage ofMask(BufferedImage mask) {
    BufferedImage greys =
        new BufferedImage(mask.getWidth(), mask.getHeight(), BufferedImage.TYPE_INT_RGB);
    fill(greys, (x, y) -> 0x010101 * (mask.getRGB(x, y) >> 16 & 0xff));
    return greys;
  }

  /**
   * A picture with this opacity. Its colours stay as they are, also where nothing of them shows.
   *
   * @param greys of the same size
   */
  public static BufferedImage given(BufferedImage image, BufferedImage greys) {
    BufferedImage both =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    fill(both, (x, y) -> (greys.getRGB(x, y) & 0xff) << 24 | (image.getRGB(x, y) & 0xffffff));
    return both;
  }

  /** Mean opacity, from 0 to 1, of each square of so many points: (H / side, W / side). */
  public static float[] means(BufferedImage image, int side) {
    int columns = image.getWidth() / side;
    float[] means = new float[columns * (image.getHeight() / side)];
    for (int i = 0; i < means.length; i++) {
      means[i] = mean(image, i % columns * side, i / columns * side, side);
    }
    return means;
  }

  private static float mean(BufferedImage image, int left, int top, int side) {
    int sum = 0;
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        sum += alpha(image, x, y);
      }
    }
    return (float) sum / (OPAQUE * side * side);
  }

  private static int alpha(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) >>> 24;
  }

  private static void fill(BufferedImage image, IntBinaryOperator colours) {
    int[] line = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < line.length; x++) {
        line[x] = colours.applyAsInt(x, y);
      }
      image.setRGB(0, y, line.length, 1, line, 0, line.length);
    }
  }
}
