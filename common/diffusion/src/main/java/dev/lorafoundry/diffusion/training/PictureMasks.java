package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.picture.Opacity;
import dev.lorafoundry.diffusion.vae.Latents;
import java.awt.image.BufferedImage;
import java.util.function.Supplier;

/**
 * How much the errors of each place of the latents count: the mean opacity of the picture there, as
 * sd-scripts' {@code alpha_mask} has it.
 */
final class PictureMasks {
  private final KnownOutputs known;

  PictureMasks(KnownOutputs known) {
    this.known = known;
  }

  /**
   * Mask (1, H/8, W/8) of a part of a picture.
   *
   * @param pixels asked for only where the mask is not known
   */
  float[] of(Window window, Supplier<BufferedImage> pixels) {
    return window.returns()
        ? known.get(
            "mask, means of %d × %d, 1: %s"
                .formatted(Latents.FACTOR, Latents.FACTOR, window.identity()),
            () -> Opacity.means(pixels.get(), Latents.FACTOR))
        : Opacity.means(pixels.get(), Latents.FACTOR);
  }

  /** Whether nothing is masked. */
  static boolean isOpaque(float... mask) {
    for (float each : mask) {
      if (each != 1) {
        return false;
      }
    }
    return true;
  }
}
