package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;

/**
 * Turns pictures into scaled latents, each a sample of what the VAE's encoder says of it. The
 * encoder is loaded when a picture comes of which it was not asked before.
 */
final class PictureLatents implements AutoCloseable {
  private final TensorRuntime runtime;
  private final FrozenOutputs known;
  private final double scale;
  private final long seed;
  private final PictureEncoder encoder;
  private final String identity;

  PictureLatents(TensorRuntime runtime, TrainingBase base, FrozenOutputs known, long seed) {
    this.runtime = runtime;
    this.known = known;
    this.seed = seed;
    scale = Latents.scale(base.file().family());
    encoder = new PictureEncoder(runtime, base.file());
    identity = encoder.identity();
  }

  /**
   * Latents of pictures of one size, in a table (N, 4, H, W).
   *
   * @param numbers of the pictures in the dataset: each has its own random numbers
   */
  Tensor of(
      List<Picture> pictures, List<Integer> numbers, Function<Picture, BufferedImage> source) {
    int width = pictures.get(0).width() / Latents.FACTOR;
    int height = pictures.get(0).height() / Latents.FACTOR;
    int elements = Latents.CHANNELS * width * height;
    float[] table = new float[Math.multiplyExact(pictures.size(), elements)];
    for (int i = 0; i < pictures.size(); i++) {
      float[] one = of(pictures.get(i), numbers.get(i), source);
      System.arraycopy(one, 0, table, i * elements, elements);
    }
    return runtime.floats(Shape.of(pictures.size(), Latents.CHANNELS, height, width), table);
  }

  private float[] of(Picture picture, int number, Function<Picture, BufferedImage> source) {
    float[] said =
        known.get(
            "latents %s %s %d %d"
                .formatted(identity, picture.sha256(), picture.width(), picture.height()),
            () -> encode(picture, source.apply(picture)));
    int length = said.length / 2;
    float[] noise = Draws.of(seed, number, Purpose.LATENTS).normals(length);
    float[] latents = new float[length];
    for (int i = 0; i < length; i++) {
      latents[i] = (float) ((said[i] + said[length + i] * noise[i]) * scale);
      if (!Float.isFinite(latents[i])) {
        throw new TrainingRefused(
            "The VAE gives no numbers for picture %s: take another picture or base model."
                .formatted(picture.name()));
      }
    }
    return latents;
  }

  private float[] encode(Picture picture, BufferedImage image) {
    requireSize(picture, image);
    return encoder.encode(image);
  }

  @Override
  public void close() {
    encoder.close();
  }

  private static void requireSize(Picture picture, BufferedImage image) {
    if (image.getWidth() != picture.width() || image.getHeight() != picture.height()) {
      throw new TrainingRefused(
          "Picture %s has %d × %d pixels, but the dataset says %d × %d: prepare the dataset again."
              .formatted(
                  picture.name(),
                  image.getWidth(),
                  image.getHeight(),
                  picture.width(),
                  picture.height()));
    }
    if (image.getWidth() % Latents.FACTOR != 0 || image.getHeight() % Latents.FACTOR != 0) {
      throw new TrainingRefused(
          "Picture %s has %d × %d pixels: both must be multiples of %d. Prepare the dataset again."
              .formatted(picture.name(), image.getWidth(), image.getHeight(), Latents.FACTOR));
    }
  }
}
