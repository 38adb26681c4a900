package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.ClipSkip;
import dev.lorafoundry.diffusion.model.ModelRefused;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.diffusion.sampler.SamplingPlan;
import dev.lorafoundry.diffusion.sampler.Sigmas;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders pictures with one base model, text to image, with a LoRA or without. Programs are
 * compiled once and serve every size, batch, sampler and LoRA weight, and every LoRA of the same
 * shapes. For one thread at a time; the model's file stays open as long.
 */
public final class Renderer implements AutoCloseable {
  private static final Sigmas SCHEDULE = new Sigmas(NoiseSchedule.stableDiffusion().alphas());

  private final ModelLoader base;
  private final ClipTokenizer tokenizer;
  private final Reading reading;
  private final PictureDecoder decoder;
  private @Nullable PictureModel model;
  private @Nullable LoraFile shown;

  private Renderer(ModelLoader base, ClipTokenizer tokenizer, Reading reading) {
    this.base = base;
    this.tokenizer = tokenizer;
    this.reading = reading;
    decoder = new PictureDecoder(base);
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
   * @throws ModelRefused if the vocabulary is not the model's own
   * @throws IllegalArgumentException if the text encoder has no such layer
   */
  public static Renderer open(
      TensorRuntime runtime, BaseModelFile model, ClipTokenizer tokenizer, Reading reading) {
    model.requireKnown(tokenizer);
    requireClipSkip(model, reading.clipSkip());
    return new Renderer(ModelLoader.of(runtime, model), tokenizer, reading);
  }

  /**
   * Renders with this LoRA from now on, or with none if it can't be loaded.
   *
   * @throws LoraRefused if it belongs to another kind of base model
   */
  public void use(LoraFile lora) {
    shown = null;
    PictureModel programs = model;
    if (programs != null && programs.fits(lora.network())) {
      change(() -> programs.exchange(lora));
    } else {
      drop();
      PictureModel adapted = new PictureModel(base.with(lora), tokenizer, reading.clipSkip());
      model = adapted;
      requireAdapted(adapted);
    }
    shown = lora;
  }

  /** Renders with the base model alone from now on. */
  public void useNone() {
    if (shown != null) {
      shown = null;
      drop();
    }
  }

  /** Renders one picture for each seed. */
  public List<BufferedImage> render(RenderRequest request) {
    return render(request, Progress.NONE);
  }

  /**
   * As {@link #render(RenderRequest)}, telling of every step.
   *
   * @throws RenderingFailed if the model gives no numbers
   */
  public List<BufferedImage> render(RenderRequest request, Progress progress) {
    int height = request.height() / Latents.FACTOR;
    int width = request.width() / Latents.FACTOR;
    int size = Latents.CHANNELS * height * width;
    float[] latents = latents(request, progress);
    List<BufferedImage> pictures = new ArrayList<>();
    for (int i = 0; i < request.seeds().size(); i++) {
      float[] own = Arrays.copyOfRange(latents, i * size, (i + 1) * size);
      pictures.add(decoder.picture(own, height, width));
    }
    return pictures;
  }

  @Override
  public void close() {
    drop();
    decoder.close();
  }

  private float[] latents(RenderRequest request, Progress progress) {
    int height = request.height() / Latents.FACTOR;
    int width = request.width() / Latents.FACTOR;
    double weight = request.loraWeight();
    SizeEmbedding sizes = SizeEmbedding.of(request.height(), request.width());
    PictureModel programs = programs();
    weigh(programs, weight);
    SamplingPlan plan = request.sampler().plan(SCHEDULE, reading.prediction(), request.steps());
    try (Conditioning.Text negative =
            programs.text().ofNegative(request.negativePrompt(), sizes, weight);
        Conditioning.Text positive = programs.text().of(request.prompt(), sizes, weight)) {
      return requireNumbers(
          programs
              .denoiser()
              .sample(
                  plan,
                  Shape.of(request.seeds().size(), Latents.CHANNELS, height, width),
                  Noise.of(request.seeds(), Latents.CHANNELS * height * width),
                  new Conditioning(negative, positive, request.cfgScale(), weight),
                  progress));
    }
  }

  /** With weight 0 the LoRA has no say at all, whatever numbers it has. */
  private void weigh(PictureModel programs, double weight) {
    LoraFile lora = shown;
    if (lora == null || programs.isSilent() == (weight == 0)) {
      return;
    }
    change(weight == 0 ? programs::silence : () -> programs.exchange(lora));
  }

  private PictureModel programs() {
    if (model == null) {
      model = new PictureModel(base, tokenizer, reading.clipSkip());
    }
    return model;
  }

  private void requireAdapted(PictureModel adapted) {
    if (!adapted.isAdapted()) {
      drop();
      throw new LoraRefused(
          "The LoRA fits no layer of this base model: it was trained on one of another family.");
    }
  }

  private static void requireClipSkip(BaseModelFile model, int clipSkip) {
    ClipSkip.problem(model.family(), model.usedTextLayers(), clipSkip)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  private static float[] requireNumbers(float[] latents) {
    for (float each : latents) {
      if (!Float.isFinite(each)) {
        throw new RenderingFailed(
            "The U-Net gives no numbers any more: the LoRA's training has diverged, or its weight"
                + " is too large for this base model.");
      }
    }
    return latents;
  }

  /** Programs that took half of a LoRA are no use. */
  private void change(Runnable exchange) {
    boolean changed = false;
    try {
      exchange.run();
      changed = true;
    } finally {
      if (!changed) {
        shown = null;
        drop();
      }
    }
  }

  /** Closes the programs; whoever needs them next loads them anew. */
  private void drop() {
    PictureModel programs = model;
    model = null;
    if (programs != null) {
      programs.close();
    }
  }
}
