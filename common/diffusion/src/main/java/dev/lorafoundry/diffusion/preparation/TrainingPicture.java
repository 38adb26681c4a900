package dev.lorafoundry.diffusion.preparation;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.diffusion.picture.Opacity;
import dev.lorafoundry.diffusion.picture.Pictures;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * A picture to train on, and how it was taken out of its original.
 *
 * @param image with what lies beyond the picture, where that is kept
 * @param opacity greys of the same size, where transparency is kept and there is some
 */
public record TrainingPicture(
    BufferedImage image, Optional<BufferedImage> opacity, Framing framing) {
  /** What is stored: the picture, with its opacity if it has one. */
  public BufferedImage whole() {
    return opacity.map(greys -> Opacity.given(image, greys)).orElse(image);
  }

  /**
   * The mirror image, left for right.
   *
   * @param right columns of the original to the right of the picture
   */
  TrainingPicture flipped(int right) {
    return new TrainingPicture(
        Pictures.flipped(image), opacity.map(Pictures::flipped), framing.at(right, framing.top()));
  }

  /** Columns of the picture, without those beyond it. */
  public int width() {
    return image.getWidth() - framing.kept().map(Overflow::columns).orElse(0);
  }

  /** Rows of the picture, without those beyond it. */
  public int height() {
    return image.getHeight() - framing.kept().map(Overflow::rows).orElse(0);
  }
}
