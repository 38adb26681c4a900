package dev.lorafoundry.diffusion.picture;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Small things that are done to whole pictures. */
public final class Pictures {
  private Pictures() {}

  /** The picture's mirror image, left for right. */
  public static BufferedImage flipped(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage mirror = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = mirror.createGraphics();
    g.drawImage(image, width, 0, -width, height, null);
    g.dispose();
    return mirror;
  }
}
