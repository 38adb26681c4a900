package dev.lorafoundry.startermodel.check;

import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.vae.VaeEncoder;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/**
 * How far a picture is from a set of pictures that show a concept: the distance to the nearest of
 * them between latents of a base model's VAE, as root mean square.
 */
public final class ConceptDistance implements AutoCloseable {
  private final TensorRuntime runtime;
  private final Executable encoder;
  private final List<float[]> concept;

  private ConceptDistance(TensorRuntime runtime, Executable encoder, List<BufferedImage> concept) {
    this.runtime = runtime;
    this.encoder = encoder;
    this.concept = concept.stream().map(this::latents).toList();
  }

  /**
   * @param concept pictures of one size, whose sides are multiples of 8
   */
  public static ConceptDistance of(
      TensorRuntime runtime, BaseModelFile model, List<BufferedImage> concept) {
    Program program = new Program("concept distance");
    VaeEncoder vae = new VaeEncoder(Weights.of(program, model.shapes()).at(Prefixes.VAE));
    program.method("encode", m -> m.returns("mean", vae.forward(m.input("picture")).mean()));
    return new ConceptDistance(runtime, model.load(runtime, program), concept);
  }

  /**
   * @param picture of the concept's size
   */
  public double to(BufferedImage picture) {
    float[] latents = latents(picture);
    return concept.stream().mapToDouble(each -> apart(each, latents)).min().orElseThrow();
  }

  /** Mean over several pictures. */
  public double to(List<BufferedImage> pictures) {
    return pictures.stream().mapToDouble(this::to).average().orElseThrow();
  }

  @Override
  public void close() {
    encoder.close();
  }

  private static double apart(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (double) (one[i] - other[i]);
    }
    return Math.sqrt(sum / one.length);
  }

  private float[] latents(BufferedImage picture) {
    int height = picture.getHeight();
    int width = picture.getWidth();
    int plane = height * width;
    float[] planes = new float[3 * plane];
    for (int i = 0; i < plane; i++) {
      int rgb = picture.getRGB(Math.floorMod(i, width), Math.floorDiv(i, width));
      planes[i] = (rgb >> 16 & 255) / 127.5f - 1;
      planes[i + plane] = (rgb >> 8 & 255) / 127.5f - 1;
      planes[i + 2 * plane] = (rgb & 255) / 127.5f - 1;
    }
    try (Tensor input = runtime.floats(Shape.of(1, 3, height, width), planes);
        Outputs out = encoder.run("encode", Map.of("picture", input))) {
      return out.get("mean").toFloats();
    }
  }
}
