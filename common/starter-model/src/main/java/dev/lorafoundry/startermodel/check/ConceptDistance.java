package dev.lorafoundry.startermodel.check;

import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.training.PictureEncoder;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * How far a picture is from a set of pictures that show a concept: the distance to the nearest of
 * them between latents of a base model's VAE, as root mean square.
 */
public final class ConceptDistance implements AutoCloseable {
  private final PictureEncoder encoder;
  private final List<float[]> concept;

  private ConceptDistance(PictureEncoder encoder, List<float[]> concept) {
    this.encoder = encoder;
    this.concept = concept;
  }

  /**
   * @param concept pictures of one size, whose sides are multiples of 8
   */
  public static ConceptDistance of(
      TensorRuntime runtime, BaseModelFile model, List<BufferedImage> concept) {
    PictureEncoder encoder = new PictureEncoder(runtime, model);
    try {
      return new ConceptDistance(encoder, concept.stream().map(encoder::mean).toList());
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  /**
   * @param picture of the concept's size
   */
  public double to(BufferedImage picture) {
    float[] latents = encoder.mean(picture);
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
}
