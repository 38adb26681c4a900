package dev.lorafoundry.diffusion.picture;

import com.twelvemonkeys.image.ResampleOp;
import dev.lorafoundry.contracts.settings.ResizeMethod;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Brings pictures to one size: scaled (by Lanczos, where nothing else is said) until the size is
 * filled, then the centre is cut out. Small pictures are enlarged.
 */
public record CoverCrop(int width, int height) {
  /**
   * A picture brought to scale, and where the part that stays begins.
   *
   * @param left columns that are cut off on the left
   * @param top rows that are cut off above
   */
  public record Scaled(int width, int height, int left, int top) {}

  /** What becomes of a picture of so many pixels. */
  public Scaled scaled(int fromWidth, int fromHeight) {
    double scale = Math.max((double) width / fromWidth, (double) height / fromHeight);
    int scaledWidth = Math.max(width, (int) Math.floor(fromWidth * scale + 0.5));
    int scaledHeight = Math.max(height, (int) Math.floor(fromHeight * scale + 0.5));
    return new Scaled(
        scaledWidth, scaledHeight, (scaledWidth - width) / 2, (scaledHeight - height) / 2);
  }

  /** The picture at exactly this size, RGB. */
  public BufferedImage apply(BufferedImage image) {
    return apply(image, scaled(image.getWidth(), image.getHeight()), ResizeMethod.LANCZOS);
  }

  /** As the other, brought to a scale that somebody else has chosen. */
  BufferedImage apply(BufferedImage image, Scaled scaled, ResizeMethod method) {
    return centre(scaled(image, scaled, method), scaled);
  }

  /** The picture brought to scale, with nothing cut off, RGB. */
  static BufferedImage whole(BufferedImage image, Scaled scaled, ResizeMethod method) {
    return new CoverCrop(scaled.width(), scaled.height())
        .centre(scaled(image, scaled, method), new Scaled(scaled.width(), scaled.height(), 0, 0));
  }

  private static BufferedImage scaled(BufferedImage image, Scaled scaled, ResizeMethod method) {
    int width = scaled.width();
    int height = scaled.height();
    if (image.getWidth() == width && image.getHeight() == height) {
      return image;
    }
    boolean smaller = image.getWidth() >= width && image.getHeight() >= height;
    return method == ResizeMethod.AREA && smaller
        ? AreaScale.apply(image, width, height)
        : new ResampleOp(width, height, ResampleOp.FILTER_LANCZOS).filter(image, null);
  }

  private BufferedImage centre(BufferedImage image, Scaled place) {
    BufferedImage cut = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = cut.createGraphics();
    g.drawImage(image, -place.left(), -place.top(), null);
    g.dispose();
    return cut;
  }
}
