package dev.lorafoundry.workerprocess;

import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.model.VaeFile;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.NoSuchObject;
import dev.lorafoundry.objectstore.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Fetches base models with their vocabularies, and LoRAs, to the local disk, and opens them. */
public final class BaseModels {
  private final CachedObjects cache;
  private final ClipVocabulary clipVocabulary;

  /**
   * @param clipVocabulary for models that came without their own
   */
  public BaseModels(CachedObjects cache, ClipVocabulary clipVocabulary) {
    this.cache = cache;
    this.clipVocabulary = clipVocabulary;
  }

  /** A model that is open, and its vocabulary. */
  public record Opened(BaseModelFile file, ClipTokenizer tokenizer) implements AutoCloseable {
    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Opens a model; the caller closes it.
   *
   * @throws dev.lorafoundry.diffusion.model.ModelRefused if it can't be used
   * @throws WorkFailed if there is no vocabulary for it
   */
  public Opened open(BaseModelReference model) {
    try {
      // why: first, because whatever is fetched after the model may take its place in the cache
      ClipTokenizer tokenizer = Tokenizers.of(vocabulary(model));
      Optional<Path> vae = vae(model);
      Path path = cache.fetch(ObjectKey.of(model.key()), model.sha256());
      return new Opened(file(path, vae), tokenizer);
    } catch (NoSuchObject e) {
      throw new WorkFailed(
          FailureKind.BAD_INPUT,
          "Base model %s is no longer stored: register it again.".formatted(model.name()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("base model " + model.name() + " can't be read", e);
    }
  }

  /**
   * Reads a LoRA.
   *
   * @throws dev.lorafoundry.diffusion.lora.LoraRefused if the file is none
   * @throws dev.lorafoundry.objectstore.DamagedObject if it is not the one that is meant
   * @throws WorkFailed if it is not stored
   */
  public LoraFile lora(LoraReference lora) {
    try {
      return LoraFile.read(cache.fetch(ObjectKey.of(lora.key()), lora.sha256()));
    } catch (NoSuchObject e) {
      throw new WorkFailed(
          FailureKind.BAD_INPUT,
          "The LoRA %s (checkpoint %s) is no longer stored: choose another one."
              .formatted(lora.name(), lora.id()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("LoRA " + lora.name() + " can't be read", e);
    }
  }

  private Optional<Path> vae(BaseModelReference model) {
    VaeReference vae = model.vae();
    if (vae == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(cache.fetch(ObjectKey.of(vae.key()), vae.sha256()));
    } catch (NoSuchObject e) {
      throw new WorkFailed(
          FailureKind.BAD_INPUT,
          "The VAE %s (%s) is no longer stored: register it again.".formatted(vae.name(), vae.id()),
          e);
    }
  }

  private static BaseModelFile file(Path path, Optional<Path> vae) throws IOException {
    if (vae.isEmpty()) {
      return BaseModelFile.open(path);
    }
    BaseModelFile file = BaseModelFile.open(path);
    try {
      return file.with(VaeFile.open(vae.get()));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private Path vocabulary(BaseModelReference model) {
    String key = model.tokenizerKey();
    if (key != null) {
      return cache.fetch(ObjectKey.of(key));
    }
    return clipVocabulary.file();
  }
}
