package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.training.TrainingBase;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches base models and keeps the last one open in memory: the jobs of one run follow one
 * another. For one thread.
 */
public final class WarmBaseModel implements AutoCloseable {
  private final CachedObjects cache;
  private final Optional<Path> clipVocabulary;
  private @Nullable TrainingBase open;

  /**
   * @param clipVocabulary {@code tokenizer.json} for models that came without one
   */
  public WarmBaseModel(CachedObjects cache, Optional<Path> clipVocabulary) {
    this.cache = cache;
    this.clipVocabulary = clipVocabulary;
  }

  /**
   * The model, open until another one is asked for.
   *
   * @throws dev.lorafoundry.diffusion.model.ModelRefused if it can't be used
   */
  TrainingBase get(BaseModelReference model) {
    TrainingBase warm = open;
    if (warm == null || !isSame(warm, model)) {
      close();
      warm = open(model);
      open = warm;
    }
    return warm;
  }

  private static boolean isSame(TrainingBase warm, BaseModelReference model) {
    return warm.sha256().equals(model.sha256()) && warm.prediction() == model.prediction();
  }

  private TrainingBase open(BaseModelReference model) {
    Path path = cache.fetch(ObjectKey.of(model.key()), model.sha256());
    Path vocabulary = vocabulary(model);
    try {
      BaseModelFile file = BaseModelFile.open(path);
      try {
        return new TrainingBase(
            file, Tokenizers.of(vocabulary), model.prediction(), model.sha256());
      } catch (RuntimeException | IOException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("base model " + model.name() + " can't be read", e);
    }
  }

  private Path vocabulary(BaseModelReference model) {
    String key = model.tokenizerKey();
    if (key != null) {
      return cache.fetch(ObjectKey.of(key));
    }
    return clipVocabulary.orElseThrow(
        () ->
            new WorkFailed(
                FailureKind.BAD_INPUT,
                ("Base model %s was registered without a tokenizer.json, and this worker has no"
                        + " CLIP vocabulary: register the model with one, or start workers with"
                        + " lora-foundry.worker.clip-tokenizer.")
                    .formatted(model.name())));
  }

  @Override
  public void close() {
    TrainingBase warm = open;
    open = null;
    if (warm != null) {
      try {
        warm.file().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
