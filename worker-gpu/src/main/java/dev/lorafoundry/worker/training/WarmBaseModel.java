package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.diffusion.training.TrainingBase;
import dev.lorafoundry.workerprocess.BaseModels;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last base model open in memory: the jobs of one run follow one another. For one thread.
 */
public final class WarmBaseModel implements AutoCloseable {
  private final BaseModels models;
  private @Nullable Warm warm;

  private record Warm(BaseModels.Opened opened, TrainingBase base) {}

  public WarmBaseModel(BaseModels models) {
    this.models = models;
  }

  /**
   * The model, open until another one is asked for.
   *
   * @throws dev.lorafoundry.diffusion.model.ModelRefused if it can't be used
   */
  TrainingBase get(BaseModelReference model) {
    Warm last = warm;
    if (last == null || !isSame(last.base(), model)) {
      close();
      last = open(model);
      warm = last;
    }
    return last.base();
  }

  private static boolean isSame(TrainingBase warm, BaseModelReference model) {
    return warm.sha256().equals(model.sha256()) && warm.prediction() == model.prediction();
  }

  private Warm open(BaseModelReference model) {
    BaseModels.Opened opened = models.open(model);
    TrainingBase base =
        new TrainingBase(opened.file(), opened.tokenizer(), model.prediction(), model.sha256());
    return new Warm(opened, base);
  }

  @Override
  public void close() {
    Warm last = warm;
    warm = null;
    if (last != null) {
      last.opened().close();
    }
  }
}
