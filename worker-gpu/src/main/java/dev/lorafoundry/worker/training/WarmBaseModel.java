package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.MergedLoras;
import dev.lorafoundry.diffusion.training.FrozenOutputs;
import dev.lorafoundry.diffusion.training.TrainingBase;
import dev.lorafoundry.diffusion.training.WarmBase;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.workerprocess.BaseModels;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last base model warm: the jobs of one run follow one another. What its frozen parts
 * said of pictures and captions is kept longer, as far as there is room. For one thread.
 */
public final class WarmBaseModel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WarmBaseModel.class);

  private final BaseModels models;
  private final TensorRuntime runtime;
  private final FrozenOutputs known;
  private @Nullable Warm last;

  /** What a model is read from, and how: the same file may be registered in several ways. */
  private record Key(
      String sha256,
      PredictionType prediction,
      @Nullable String tokenizerKey,
      String vaeSha256,
      List<JobLoras.Merged> merged) {
    static Key of(BaseModelReference model, List<JobLoras.Merged> merged) {
      return new Key(
          model.sha256(), model.prediction(), model.tokenizerKey(), model.vaeSha256(), merged);
    }
  }

  private record Warm(
      Key key, BaseModels.Opened opened, Optional<MergedLoras> merged, WarmBase base) {

    void close() {
      base.close();
      merged.ifPresent(MergedLoras::close);
      opened.close();
    }
  }

  /**
   * @param known what is kept of pictures and captions
   */
  public WarmBaseModel(BaseModels models, TensorRuntime runtime, FrozenOutputs known) {
    this.models = models;
    this.runtime = runtime;
    this.known = known;
  }

  /** As the other, without LoRAs in its weights. */
  WarmBase get(BaseModelReference model) {
    return get(model, List.of(), () -> {});
  }

  /**
   * The model with LoRAs merged into it, warm until another one is asked for.
   *
   * @param between is run before each piece that is downloaded; what it throws ends the work
   * @throws dev.lorafoundry.diffusion.model.ModelRefused if it can't be used
   * @throws dev.lorafoundry.diffusion.lora.LoraRefused if a LoRA does not fit it
   */
  WarmBase get(BaseModelReference model, List<JobLoras.Merged> merged, Runnable between) {
    Warm warm = last;
    if (warm == null || !warm.key().equals(Key.of(model, merged))) {
      close();
      warm = open(model, merged, between);
      last = warm;
      log.info("Opened base model {} with {} merged LoRAs", model.name(), merged.size());
    }
    return warm.base();
  }

  /** Whether {@link #get} finds this model on the device already. */
  boolean isWarm(BaseModelReference model, List<JobLoras.Merged> merged) {
    Warm warm = last;
    return warm != null && warm.key().equals(Key.of(model, merged));
  }

  /** Bytes of memory that the device has in all; empty where that is unknown. */
  OptionalLong deviceMemory() {
    return runtime.deviceMemory();
  }

  /**
   * A LoRA for a training to start from.
   *
   * @throws dev.lorafoundry.diffusion.lora.LoraRefused if it is none
   */
  LoraFile lora(LoraReference lora) {
    return models.lora(lora);
  }

  private Warm open(BaseModelReference model, List<JobLoras.Merged> merged, Runnable between) {
    BaseModels.Opened opened = models.open(model, between);
    Optional<MergedLoras> loras = Optional.empty();
    boolean warmed = false;
    try {
      TrainingBase base = base(opened, model);
      if (!merged.isEmpty()) {
        loras = Optional.of(merged(opened, merged));
        base = base.with(loras.get());
      }
      Warm warm =
          new Warm(Key.of(model, merged), opened, loras, new WarmBase(runtime, base, known));
      warmed = true;
      return warm;
    } finally {
      if (!warmed) {
        loras.ifPresent(MergedLoras::close);
        opened.close();
      }
    }
  }

  private static TrainingBase base(BaseModels.Opened opened, BaseModelReference model) {
    TrainingBase base =
        new TrainingBase(opened.file(), opened.tokenizer(), model.prediction(), model.sha256());
    VaeReference vae = model.vae();
    return vae == null
        ? base
        : base.with(new TrainingBase.OtherVae(vae.name() + ".safetensors", vae.sha256()));
  }

  private MergedLoras merged(BaseModels.Opened opened, List<JobLoras.Merged> merged) {
    List<MergedLoras.Merge> merges =
        merged.stream()
            .map(
                each ->
                    new MergedLoras.Merge(
                        each.lora().name(), models.lora(each.lora()), each.multiplier()))
            .toList();
    return MergedLoras.of(runtime, opened.file().shapes(), merges);
  }

  /** Gives all memory on the device back. */
  @Override
  public void close() {
    Warm warm = last;
    last = null;
    if (warm != null) {
      warm.close();
    }
  }
}
