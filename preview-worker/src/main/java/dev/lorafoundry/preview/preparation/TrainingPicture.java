package dev.lorafoundry.preview.preparation;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.diffusion.picture.Pictures;
import java.awt.image.BufferedImage;

/** A picture to train on, and how it was taken out of its original. */
record TrainingPicture(BufferedImage image, Framing framing) {
  /**
   * The mirror image, left for right.
   *
   * @param right columns of the original that were cut off on the right
   */
  TrainingPicture flipped(int right) {
    return new TrainingPicture(
        Pictures.flipped(image),
        new Framing(framing.originalWidth(), framing.originalHeight(), right, framing.top()));
  }
}
