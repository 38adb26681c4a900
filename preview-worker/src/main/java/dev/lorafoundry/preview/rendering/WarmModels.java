package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.tensor.TensorRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what previews need, and keeps the last base model loaded: previews of one run follow one
 * another. For one thread.
 */
public final class WarmModels implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WarmModels.class);

  private final CachedObjects cache;
  private final TensorRuntime runtime;
  private final Optional<Path> clipVocabulary;
  private @Nullable Loaded loaded;

  private record Key(String sha256, Renderer.Reading reading) {}

  private record Loaded(Key key, BaseModelFile file, Renderer renderer) {
    void close() {
      renderer.close();
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @param clipVocabulary {@code tokenizer.json} for models that came without one
   */
  public WarmModels(CachedObjects cache, TensorRuntime runtime, Optional<Path> clipVocabulary) {
    this.cache = cache;
    this.runtime = runtime;
    this.clipVocabulary = clipVocabulary;
  }

  /** The renderer of a preview's base model, for its clip skip. */
  Renderer renderer(PreviewJob job) {
    BaseModelReference model = job.baseModel();
    Renderer.Reading reading = new Renderer.Reading(model.prediction(), job.clipSkip());
    Key key = new Key(model.sha256(), reading);
    if (loaded == null || !loaded.key().equals(key)) {
      close();
      loaded = load(key, model);
      log.info("Loaded base model {} for previews", model.name());
    }
    return loaded.renderer();
  }

  /** The checkpoint of a preview. */
  LoraFile lora(PreviewJob job) {
    Path file = cache.fetch(ObjectKey.of(job.checkpointKey()), job.checkpointSha256());
    try {
      return LoraFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + job.checkpointName() + " can't be read", e);
    }
  }

  @Override
  public void close() {
    if (loaded != null) {
      loaded.close();
      loaded = null;
    }
  }

  private Loaded load(Key key, BaseModelReference model) {
    Path path = cache.fetch(ObjectKey.of(model.key()), model.sha256());
    try {
      BaseModelFile file = BaseModelFile.open(path);
      try {
        return new Loaded(
            key,
            file,
            Renderer.open(runtime, file, Tokenizers.of(tokenizer(model)), key.reading()));
      } catch (RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("base model " + model.name() + " can't be read", e);
    }
  }

  private Path tokenizer(BaseModelReference model) {
    if (model.tokenizerKey() != null) {
      return cache.fetch(ObjectKey.of(model.tokenizerKey()));
    }
    return clipVocabulary.orElseThrow(
        () ->
            new WorkFailed(
                FailureKind.BAD_INPUT,
                "Base model %s was registered without a tokenizer.json, and this worker has no CLIP vocabulary: register the model with one, or start workers with lora-foundry.worker.clip-tokenizer."
                    .formatted(model.name())));
  }
}
