package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.diffusion.vae.VaeEncoder;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;

/**
 * What the VAE of a base model says of pictures; loaded when it is asked for the first time. Sides
 * of pictures are multiples of {@link Latents#FACTOR}; latents are unscaled.
 */
public final class PictureEncoder implements AutoCloseable {
  private static final int CHANNELS = 3;

  private final TensorRuntime runtime;
  private final FrozenPart encoder;

  public PictureEncoder(TensorRuntime runtime, BaseModelFile model) {
    this.runtime = runtime;
    encoder = new FrozenPart(runtime, model, () -> program(model));
  }

  /**
   * All that its outputs depend on, to the bit, but the picture. Base models that have the same
   * VAE's encoder share it.
   */
  String identity() {
    return encoder.computation() + " " + encoder.weights();
  }

  /** Mean and deviation of a picture's latents, one after the other: (2, 4, H/8, W/8). */
  public float[] encode(BufferedImage picture) {
    Shape shape = Shape.of(1, CHANNELS, picture.getHeight(), picture.getWidth());
    try (Tensor pixels = runtime.floats(shape, pixels(picture));
        Outputs outputs = encoder.encode(Map.of("picture", pixels))) {
      float[] mean = outputs.get("mean").toFloats();
      float[] deviation = outputs.get("deviation").toFloats();
      float[] both = Arrays.copyOf(mean, mean.length + deviation.length);
      System.arraycopy(deviation, 0, both, mean.length, deviation.length);
      return both;
    }
  }

  /** Mean of a picture's latents: (4, H/8, W/8). */
  public float[] mean(BufferedImage picture) {
    float[] both = encode(picture);
    return Arrays.copyOf(both, both.length / 2);
  }

  @Override
  public void close() {
    encoder.close();
  }

  private static Program program(BaseModelFile model) {
    Program program = new Program("vae encoder");
    VaeEncoder vae = new VaeEncoder(Weights.of(program, model.shapes()).at(Prefixes.VAE));
    program.method(
        "encode",
        m -> {
          VaeEncoder.Posterior posterior = vae.forward(m.input("picture"));
          m.returns("mean", posterior.mean());
          m.returns("deviation", posterior.logVariance().mul(0.5).exp());
        });
    return program;
  }

  /** Red, green and blue one after another, in [-1, 1]. */
  private static float[] pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int plane = width * height;
    int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
    float[] pixels = new float[CHANNELS * plane];
    for (int i = 0; i < plane; i++) {
      pixels[i] = (rgb[i] >> 16 & 0xff) / 127.5f - 1;
      pixels[plane + i] = (rgb[i] >> 8 & 0xff) / 127.5f - 1;
      pixels[2 * plane + i] = (rgb[i] & 0xff) / 127.5f - 1;
    }
    return pixels;
  }
}
