package dev.lorafoundry.preview.preparation;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.diffusion.picture.Opacity;
import dev.lorafoundry.diffusion.picture.Pictures;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * A picture to train on, and how it was taken out of its original.
 *
 * @param opacity greys of the same size, where transparency is kept and there is some
 */
record TrainingPicture(BufferedImage image, Optional<BufferedImage> opacity, Framing framing) {
  /** What is stored: the picture, with its opacity if it has one. */
  BufferedImage whole() {
    return opacity.map(greys -> Opacity.given(image, greys)).orElse(image);
  }

  /**
   * The mirror image, left for right.
   *
   * @param right columns of the original that were cut off on the right
   */
  TrainingPicture flipped(int right) {
    return new TrainingPicture(
        Pictures.flipped(image),
        opacity.map(Pictures::flipped),
        new Framing(framing.originalWidth(), framing.originalHeight(), right, framing.top()));
  }
}
