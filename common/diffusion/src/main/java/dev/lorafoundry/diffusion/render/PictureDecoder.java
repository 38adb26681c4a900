package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.diffusion.vae.VaeDecoder;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.Value;
import java.awt.image.BufferedImage;
import java.util.Map;

/** Clean latents to pictures, one at a time: decoding takes much memory. */
final class PictureDecoder implements AutoCloseable {
  private static final String DECODE = "decode";
  private static final int CHANNELS = 3;

  private final TensorRuntime runtime;
  private final Executable executable;

  PictureDecoder(ModelLoader loader) {
    runtime = loader.runtime();
    double scale = Latents.scale(loader.model().family());
    Program program = new Program("decode");
    VaeDecoder decoder = new VaeDecoder(loader.weights(program).at(Prefixes.VAE));
    program.method(
        DECODE,
        m -> {
          Value picture = decoder.forward(m.input("latents").div(scale)); // (1, 3, 8·H, 8·W)
          m.returns("picture", picture.clamp(-1, 1).add(1).mul(127.5).add(0.5));
        });
    executable = loader.load(program);
  }

  /**
   * @param latents scaled, of one picture (4, height, width)
   */
  BufferedImage picture(float[] latents, int height, int width) {
    try (Tensor input = runtime.floats(Shape.of(1, Latents.CHANNELS, height, width), latents);
        Outputs outputs = executable.run(DECODE, Map.of("latents", input))) {
      return coloured(
          outputs.get("picture").toFloats(), width * Latents.FACTOR, height * Latents.FACTOR);
    }
  }

  @Override
  public void close() {
    executable.close();
  }

  private static BufferedImage coloured(float[] colours, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int plane = width * height;
    for (int i = 0; i < plane; i++) {
      int rgb = 0;
      for (int channel = 0; channel < CHANNELS; channel++) {
        rgb = rgb << 8 | (int) colours[channel * plane + i];
      }
      picture.setRGB(i % width, i / width, rgb);
    }
    return picture;
  }
}
