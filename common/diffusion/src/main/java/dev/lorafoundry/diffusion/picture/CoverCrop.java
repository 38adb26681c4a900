package dev.lorafoundry.diffusion.picture;

import com.twelvemonkeys.image.ResampleOp;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Brings pictures to one size: scaled (Lanczos) until the size is filled, then the centre is cut
 * out. Small pictures are enlarged.
 */
public record CoverCrop(int width, int height) {
  /** The picture at exactly this size, RGB. */
  public BufferedImage apply(BufferedImage image) {
    double scale = Math.max((double) width / image.getWidth(), (double) height / image.getHeight());
    int scaledWidth = Math.max(width, (int) Math.floor(image.getWidth() * scale + 0.5));
    int scaledHeight = Math.max(height, (int) Math.floor(image.getHeight() * scale + 0.5));
    return centre(scaled(image, scaledWidth, scaledHeight));
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    return image.getWidth() == width && image.getHeight() == height
        ? image
        : new ResampleOp(width, height, ResampleOp.FILTER_LANCZOS).filter(image, null);
  }

  private BufferedImage centre(BufferedImage image) {
    int left = (image.getWidth() - width) / 2;
    int top = (image.getHeight() - height) / 2;
    BufferedImage cut = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = cut.createGraphics();
    g.drawImage(image, -left, -top, null);
    g.dispose();
    return cut;
  }
}
