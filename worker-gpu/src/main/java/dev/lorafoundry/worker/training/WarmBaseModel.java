package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.training.FrozenOutputs;
import dev.lorafoundry.diffusion.training.TrainingBase;
import dev.lorafoundry.diffusion.training.WarmBase;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.workerprocess.BaseModels;
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
  private record Key(String sha256, PredictionType prediction, @Nullable String tokenizerKey) {
    static Key of(BaseModelReference model) {
      return new Key(model.sha256(), model.prediction(), model.tokenizerKey());
    }
  }

  private record Warm(Key key, BaseModels.Opened opened, WarmBase base) {

    void close() {
      base.close();
      opened.close();
    }
  }

  /**
   * @param largestCache bytes of what is kept of pictures and captions
   */
  public WarmBaseModel(BaseModels models, TensorRuntime runtime, long largestCache) {
    this.models = models;
    this.runtime = runtime;
    this.known = new FrozenOutputs(largestCache);
  }

  /**
   * The model, warm until another one is asked for.
   *
   * @throws dev.lorafoundry.diffusion.model.ModelRefused if it can't be used
   */
  WarmBase get(BaseModelReference model) {
    Warm warm = last;
    if (warm == null || !warm.key().equals(Key.of(model))) {
      close();
      warm = open(model);
      last = warm;
      log.info("Opened base model {}", model.name());
    }
    return warm.base();
  }

  /** Whether {@link #get} finds this model on the device already. */
  boolean isWarm(BaseModelReference model) {
    Warm warm = last;
    return warm != null && warm.key().equals(Key.of(model));
  }

  private Warm open(BaseModelReference model) {
    BaseModels.Opened opened = models.open(model);
    try {
      TrainingBase base =
          new TrainingBase(opened.file(), opened.tokenizer(), model.prediction(), model.sha256());
      return new Warm(Key.of(model), opened, new WarmBase(runtime, base, known));
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
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
