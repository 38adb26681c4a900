package dev.lorafoundry.workerprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BaseModelsTest {
  private static final byte[] MODEL = TinyModel.checkpoint();

  @TempDir private Path folder;

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Test
  void opensAModelThatIsLargerThanTheCacheBesideItsOwnTokeniser() {
    store.put(ObjectKey.of("models/tiny.safetensors"), Content.of(MODEL, Content.BINARY));
    store.put(
        ObjectKey.of("models/tiny.tokenizer.json"),
        Content.of(TinyModel.tokenizer(), Content.JSON));
    BaseModels models = models(MODEL.length - 1);

    for (int i = 0; i < 2; i++) {
      try (BaseModels.Opened opened = models.open(reference())) {
        assertThat(opened.file().family()).isEqualTo(Family.SD1);
        assertThat(opened.tokenizer().encode("ab")).isNotEmpty();
      }
    }
  }

  private BaseModels models(long cacheBytes) {
    return new BaseModels(
        new CachedObjects(store, folder, cacheBytes, InstantSource.system()),
        ClipVocabulary.of(Optional.empty(), Optional.empty(), folder));
  }

  private static BaseModelReference reference() {
    return new BaseModelReference(
        BaseModelId.random(),
        "tiny",
        Family.SD1,
        PredictionType.EPSILON,
        DigestUtils.sha256Hex(MODEL),
        MODEL.length,
        "models/tiny.safetensors",
        "models/tiny.tokenizer.json");
  }
}
