package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.diffusion.picture.Opacity;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;

/**
 * How much the errors of each place of the latents count: the mean opacity of the picture there, as
 * sd-scripts' {@code alpha_mask} has it.
 */
final class PictureMasks {
  private final TensorRuntime runtime;
  private final FrozenOutputs known;
  private int masked;

  PictureMasks(TensorRuntime runtime, FrozenOutputs known) {
    this.runtime = runtime;
    this.known = known;
  }

  /** Masks of pictures of one size, in a table (N, 1, H, W) as large as that of the latents. */
  Tensor of(List<Picture> pictures, Function<Picture, BufferedImage> source) {
    int width = pictures.get(0).width() / Latents.FACTOR;
    int height = pictures.get(0).height() / Latents.FACTOR;
    float[] table = new float[Math.multiplyExact(pictures.size(), width * height)];
    for (int i = 0; i < pictures.size(); i++) {
      float[] one = of(pictures.get(i), source);
      masked += isOpaque(one) ? 0 : 1;
      System.arraycopy(one, 0, table, i * one.length, one.length);
    }
    return runtime.floats(Shape.of(pictures.size(), 1, height, width), table);
  }

  /** How many of all these pictures have transparency. */
  int masked() {
    return masked;
  }

  private float[] of(Picture picture, Function<Picture, BufferedImage> source) {
    return known.get(
        "mask, means of %d × %d, 1: %s %d %d"
            .formatted(
                Latents.FACTOR,
                Latents.FACTOR,
                picture.sha256(),
                picture.width(),
                picture.height()),
        () -> Opacity.means(source.apply(picture), Latents.FACTOR));
  }

  private static boolean isOpaque(float... mask) {
    for (float each : mask) {
      if (each != 1) {
        return false;
      }
    }
    return true;
  }
}
