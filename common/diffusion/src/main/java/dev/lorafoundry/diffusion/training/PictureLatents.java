package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.function.Supplier;

/**
 * Turns parts of pictures into scaled latents, each a sample of what the VAE's encoder says of it.
 * The encoder is loaded when a part comes of which it was not asked before.
 */
final class PictureLatents implements AutoCloseable {
  private final KnownOutputs known;
  private final double scale;
  private final PictureEncoder encoder;
  private final String identity;

  PictureLatents(TensorRuntime runtime, TrainingBase base, KnownOutputs known) {
    this.known = known;
    scale = Latents.scale(base.file().family());
    encoder = new PictureEncoder(runtime, base.file());
    identity = encoder.identity();
  }

  /**
   * Latents (4, H/8, W/8).
   *
   * @param draws of the sample
   * @param pixels asked for only where the encoder is
   */
  float[] of(Window window, Draws draws, Supplier<BufferedImage> pixels) {
    float[] said = said(window, pixels);
    int length = said.length / 2;
    float[] noise = draws.normals(length);
    float[] latents = new float[length];
    for (int i = 0; i < length; i++) {
      latents[i] = (float) ((said[i] + said[length + i] * noise[i]) * scale);
    }
    requireNumbers(window, latents);
    return latents;
  }

  /** Asks the encoder of a part that returns, so that later it need not be. */
  void learn(Window window, Supplier<BufferedImage> pixels) {
    requireNumbers(window, said(window, pixels));
  }

  private static void requireNumbers(Window window, float... numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new TrainingRefused(
            "The VAE gives no numbers for picture %s: take another picture or base model."
                .formatted(window.picture().name()));
      }
    }
  }

  private float[] said(Window window, Supplier<BufferedImage> pixels) {
    return window.returns()
        ? known.get(
            "latents %s %s".formatted(identity, window.identity()),
            () -> encoder.encode(pixels.get()))
        : encoder.encode(pixels.get());
  }

  @Override
  public void close() {
    encoder.close();
  }
}
