package dev.lorafoundry.diffusion.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/** Puts decoded pictures over white, as {@link BufferedImage#TYPE_INT_RGB}. */
final class OpaquePicture {
  private static final int WHITE = 255;

  private OpaquePicture() {}

  static BufferedImage of(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    if (isGrey(image.getColorModel())) {
      copyGrey(image, opaque);
    } else {
      Graphics2D g = opaque.createGraphics();
      g.drawImage(image, 0, 0, Color.WHITE, null);
      g.dispose();
    }
    return opaque;
  }

  private static boolean isGrey(ColorModel model) {
    return model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /**
   * The stored samples, of which the highest eight bits count.
   *
   * <p>why: Java takes grey with transparency for linear light and would make it lighter.
   */
  private static void copyGrey(BufferedImage image, BufferedImage opaque) {
    int width = image.getWidth();
    int[] line = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      int[] greys = bytes(image, 0, y);
      int[] alphas = image.getColorModel().hasAlpha() ? bytes(image, 1, y) : null;
      for (int x = 0; x < width; x++) {
        line[x] = 0x010101 * (alphas == null ? greys[x] : overWhite(greys[x], alphas[x]));
      }
      opaque.setRGB(0, y, width, 1, line, 0, width);
    }
  }

  private static int[] bytes(BufferedImage image, int band, int y) {
    Raster raster = image.getRaster();
    int surplus = image.getColorModel().getComponentSize(band) - Byte.SIZE;
    int[] samples =
        raster.getSamples(
            raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, band, (int[]) null);
    for (int x = 0; x < samples.length; x++) {
      samples[x] >>= surplus;
    }
    return samples;
  }

  private static int overWhite(int grey, int alpha) {
    return (grey * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE;
  }
}
