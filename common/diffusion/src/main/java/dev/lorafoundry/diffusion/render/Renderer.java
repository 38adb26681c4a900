package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.ModelRefused;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.diffusion.sampler.SamplingPlan;
import dev.lorafoundry.diffusion.sampler.Sigmas;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Renders pictures with one base model, text to image. Programs are compiled once and serve every
 * size, batch, sampler and LoRA weight. For one thread at a time.
 */
public final class Renderer implements AutoCloseable {
  private static final Sigmas SCHEDULE = new Sigmas(NoiseSchedule.stableDiffusion().alphas());

  private final PredictionType prediction;
  private final TextConditioner text;
  private final Denoiser denoiser;
  private final PictureDecoder decoder;

  private Renderer(ModelLoader loader, ClipTokenizer tokenizer, Reading reading) {
    DType unetType = loader.runtime().onGpu() ? DType.F16 : DType.F32;
    prediction = reading.prediction();
    text = new TextConditioner(loader, tokenizer, reading.clipSkip());
    denoiser = new Denoiser(loader, unetType);
    decoder = new PictureDecoder(loader);
  }

  /**
   * How a base model is to be read, which its file does not say.
   *
   * @param clipSkip which layer of the text encoder is used, counted from the end: 1 is the last
   */
  public record Reading(PredictionType prediction, int clipSkip) {}

  /** A renderer for a model that predicts noise. */
  public static Renderer open(
      TensorRuntime runtime, BaseModelFile model, ClipTokenizer tokenizer, int clipSkip) {
    return open(runtime, model, tokenizer, new Reading(PredictionType.EPSILON, clipSkip));
  }

  /**
   * Compiles the programs and loads the weights; the file may be closed afterwards.
   *
   * @throws ModelRefused if the model is of a family that can't be rendered
   */
  public static Renderer open(
      TensorRuntime runtime, BaseModelFile model, ClipTokenizer tokenizer, Reading reading) {
    if (model.family() != Family.SD1) {
      throw new ModelRefused(
          "Base models of family %s can't be rendered yet: choose one of family SD1."
              .formatted(model.family()));
    }
    return new Renderer(new ModelLoader(runtime, model), tokenizer, reading);
  }

  /** Renders one picture for each seed. */
  public List<BufferedImage> render(RenderRequest request) {
    return render(request, Progress.NONE);
  }

  /** As {@link #render(RenderRequest)}, telling of every step. */
  public List<BufferedImage> render(RenderRequest request, Progress progress) {
    int height = request.height() / Latents.FACTOR;
    int width = request.width() / Latents.FACTOR;
    int size = Latents.CHANNELS * height * width;
    float[] latents;
    try (Tensor states = text.states(request.negativePrompt(), request.prompt())) {
      SamplingPlan plan = request.sampler().plan(SCHEDULE, prediction, request.steps());
      latents =
          denoiser.sample(
              plan,
              Shape.of(request.seeds().size(), Latents.CHANNELS, height, width),
              Noise.of(request.seeds(), size),
              new Denoiser.Conditioning(states, request.cfgScale()),
              progress);
    }
    List<BufferedImage> pictures = new ArrayList<>();
    for (int i = 0; i < request.seeds().size(); i++) {
      float[] own = Arrays.copyOfRange(latents, i * size, (i + 1) * size);
      pictures.add(decoder.picture(own, height, width));
    }
    return pictures;
  }

  @Override
  public void close() {
    text.close();
    denoiser.close();
    decoder.close();
  }
}
