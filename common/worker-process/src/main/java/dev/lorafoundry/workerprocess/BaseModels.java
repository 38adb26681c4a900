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
    return open(model, () -> {});
  }

  /**
   * As the other, with something to do while files are downloaded.
   *
   * @param between is run before each piece; what it throws ends the opening
   */
  public Opened open(BaseModelReference model, Runnable between) {
    try {
      ClipTokenizer tokenizer = tokenizer(model);
      return new Opened(file(model, between), tokenizer);
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
      return cache.open(ObjectKey.of(lora.key()), lora.sha256(), LoraFile::read);
    } catch (NoSuchObject e) {
      throw new WorkFailed(
          FailureKind.BAD_INPUT,
          "The LoRA %s (%s) is no longer stored: choose another one."
              .formatted(lora.name(), lora.id()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("LoRA " + lora.name() + " can't be read", e);
    }
  }

  private BaseModelFile file(BaseModelReference model, Runnable between) throws IOException {
    VaeReference reference = model.vae();
    if (reference == null) {
      return own(model, between);
    }
    VaeFile vae = vae(reference);
    try {
      return with(vae, own(model, between));
    } catch (IOException | RuntimeException e) {
      vae.close();
      throw e;
    }
  }

  private BaseModelFile own(BaseModelReference model, Runnable between) throws IOException {
    return cache.open(ObjectKey.of(model.key()), model.sha256(), BaseModelFile::open, between);
  }

  private VaeFile vae(VaeReference vae) throws IOException {
    try {
      return cache.open(ObjectKey.of(vae.key()), vae.sha256(), VaeFile::open);
    } catch (NoSuchObject e) {
      throw new WorkFailed(
          FailureKind.BAD_INPUT,
          "The VAE %s (%s) is no longer stored: register it again.".formatted(vae.name(), vae.id()),
          e);
    }
  }

  private static BaseModelFile with(VaeFile vae, BaseModelFile file) throws IOException {
    try {
      return file.with(vae);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private ClipTokenizer tokenizer(BaseModelReference model) throws IOException {
    String key = model.tokenizerKey();
    return key == null
        ? Tokenizers.of(clipVocabulary.file())
        : cache.open(ObjectKey.of(key), Tokenizers::of);
  }
}
