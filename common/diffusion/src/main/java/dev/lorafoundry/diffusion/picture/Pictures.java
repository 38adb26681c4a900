package dev.lorafoundry.diffusion.picture;

import java.awt.image.BufferedImage;

/** Small things that are done to whole pictures. */
public final class Pictures {
  private Pictures() {}

  /** The picture's mirror image, left for right, with its transparency if it has such. */
  public static BufferedImage flipped(BufferedImage image) {
    int width = image.getWidth();
    boolean transparent = image.getColorModel().hasAlpha();
    BufferedImage mirror =
        new BufferedImage(
            width,
            image.getHeight(),
            transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    int[] line = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, line, 0, width);
      reverse(line);
      mirror.setRGB(0, y, width, 1, line, 0, width);
    }
    return mirror;
  }

  private static void reverse(int... line) {
    for (int left = 0, right = line.length - 1; left < right; left++, right--) {
      int kept = line[left];
      line[left] = line[right];
      line[right] = kept;
    }
  }
}
