package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.NoSuchObject;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.workerprocess.BaseModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what previews need, and keeps the last base model loaded: previews of one run follow one
 * another. For one thread.
 */
public final class WarmModels implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WarmModels.class);

  private final BaseModels models;
  private final CachedObjects cache;
  private final TensorRuntime runtime;
  private @Nullable Loaded loaded;

  /** What a model is read from, and how: the same file may be registered in several ways. */
  private record Key(
      String sha256, String vaeSha256, @Nullable String tokenizerKey, Renderer.Reading reading) {}

  private record Loaded(Key key, BaseModels.Opened model, Renderer renderer) {
    void close() {
      renderer.close();
      model.close();
    }
  }

  /**
   * @param cache where checkpoints are kept
   */
  public WarmModels(BaseModels models, CachedObjects cache, TensorRuntime runtime) {
    this.models = models;
    this.cache = cache;
    this.runtime = runtime;
  }

  /** The renderer of a preview's base model, for its clip skip. */
  Renderer renderer(PreviewJob job) {
    BaseModelReference model = job.baseModel();
    Renderer.Reading reading = new Renderer.Reading(model.prediction(), job.clipSkip());
    Key key = new Key(model.sha256(), model.vaeSha256(), model.tokenizerKey(), reading);
    if (loaded == null || !loaded.key().equals(key)) {
      close();
      loaded = load(key, model);
      log.info("Loaded base model {} for previews", model.name());
    }
    return loaded.renderer();
  }

  /** The checkpoint of a preview. */
  LoraFile lora(PreviewJob job) {
    try {
      return cache.open(ObjectKey.of(job.checkpointKey()), job.checkpointSha256(), LoraFile::read);
    } catch (NoSuchObject e) {
      throw new WorkFailed(
          FailureKind.BAD_INPUT,
          "Checkpoint %s is no longer stored: choose another one, or train again."
              .formatted(job.checkpointName()),
          e);
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
    BaseModels.Opened opened = models.open(model);
    try {
      Renderer renderer = Renderer.open(runtime, opened.file(), opened.tokenizer(), key.reading());
      return new Loaded(key, opened, renderer);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }
}
