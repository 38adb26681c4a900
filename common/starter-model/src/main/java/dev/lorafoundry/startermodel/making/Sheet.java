package dev.lorafoundry.startermodel.making;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures side by side. */
final class Sheet {
  private static final int GAP = 2;

  private Sheet() {}

  /** Pictures of one size in rows. */
  static BufferedImage of(List<BufferedImage> images, int columns) {
    int side = images.get(0).getWidth() + GAP;
    int rows = (images.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(columns * side, rows * side, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    for (int i = 0; i < images.size(); i++) {
      g.drawImage(images.get(i), i % columns * side, i / columns * side, null);
    }
    g.dispose();
    return sheet;
  }

  /** A picture from planes of red, green and blue in [-1, 1]. */
  static BufferedImage image(float[] planes, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    int plane = side * side;
    for (int i = 0; i < plane; i++) {
      int rgb =
          level(planes[i]) << 16 | level(planes[i + plane]) << 8 | level(planes[i + 2 * plane]);
      image.setRGB(i % side, i / side, rgb);
    }
    return image;
  }

  private static int level(float value) {
    return (int) Math.rint(255 * Math.min(1, Math.max(0, (value + 1) / 2)));
  }
}
