package dev.lorafoundry.diffusion.picture;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** The eight ways in which a camera may have held a picture, by EXIF's numbers 1 to 8. */
enum Orientation {
  UPRIGHT(0, false),
  MIRRORED(0, true),
  HALF_TURN(2, false),
  MIRRORED_HALF_TURN(2, true),
  MIRRORED_THREE_QUARTERS(3, true),
  QUARTER(1, false),
  MIRRORED_QUARTER(1, true),
  THREE_QUARTERS(3, false);

  private final int quarterTurns;
  private final boolean mirrored;

  /**
   * @param quarterTurns clockwise turns that make the picture upright, after mirroring
   */
  Orientation(int quarterTurns, boolean mirrored) {
    this.quarterTurns = quarterTurns;
    this.mirrored = mirrored;
  }

  /** Unknown numbers count as upright. */
  static Orientation of(int exif) {
    return exif >= 1 && exif <= values().length ? values()[exif - 1] : UPRIGHT;
  }

  /** Whether the upright picture is as wide as the stored one is high. */
  boolean swapsSides() {
    return quarterTurns % 2 == 1;
  }

  BufferedImage upright(BufferedImage image) {
    if (this == UPRIGHT) {
      return image;
    }
    int width = swapsSides() ? image.getHeight() : image.getWidth();
    int height = swapsSides() ? image.getWidth() : image.getHeight();
    AffineTransform transform = new AffineTransform();
    transform.translate(width / 2.0, height / 2.0);
    transform.quadrantRotate(quarterTurns);
    transform.scale(mirrored ? -1 : 1, 1);
    transform.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = turned.createGraphics();
    g.drawImage(image, transform, null);
    g.dispose();
    return turned;
  }
}
