package dev.lorafoundry.workerprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.diffusion.model.VaeFile;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
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

  @Test
  void opensAModelWithTheVaeOfAnotherFile() throws IOException {
    byte[] vae = TinyModel.checkpoint(Family.SD2);
    VaeReference reference = storedBesideModel(vae);
    BaseModels models = models(1L << 30);

    try (BaseModels.Opened plain = models.open(reference());
        BaseModels.Opened joined = models.open(reference().with(reference));
        VaeFile alone = VaeFile.open(file(vae))) {
      Set<String> encoder = Set.of("first_stage_model.encoder.conv_in.weight");
      assertThat(joined.file().digest(encoder)).isNotEqualTo(plain.file().digest(encoder));
      assertThat(joined.file().otherVae().orElseThrow().shortHash()).isEqualTo(alone.shortHash());
    }
    store.delete(ObjectKey.of("vaes/other.safetensors"));
    BaseModels cold =
        new BaseModels(
            new CachedObjects(store, folder.resolve("cold"), 1L << 30, InstantSource.system()),
            ClipVocabulary.of(Optional.empty(), Optional.empty(), folder));
    assertThatThrownBy(() -> cold.open(reference().with(reference)))
        .isInstanceOf(WorkFailed.class)
        .hasMessageContainingAll("VAE other", "register it again");
  }

  @Test
  void opensAModelWhoseVaeHasNoRoomBesideItInTheCache() {
    VaeReference reference = storedBesideModel(TinyModel.checkpoint(Family.SD2));
    BaseModels models = models(1);

    for (int i = 0; i < 2; i++) {
      try (BaseModels.Opened opened = models.open(reference().with(reference))) {
        Set<String> encoder = Set.of("first_stage_model.encoder.conv_in.weight");
        assertThat(opened.file().digest(encoder)).isNotEmpty();
        assertThat(opened.file().otherVae()).isPresent();
      }
    }
  }

  private VaeReference storedBesideModel(byte[] vae) {
    store.put(ObjectKey.of("models/tiny.safetensors"), Content.of(MODEL, Content.BINARY));
    store.put(
        ObjectKey.of("models/tiny.tokenizer.json"),
        Content.of(TinyModel.tokenizer(), Content.JSON));
    store.put(ObjectKey.of("vaes/other.safetensors"), Content.of(vae, Content.BINARY));
    return new VaeReference(
        VaeId.random(), "other", DigestUtils.sha256Hex(vae), vae.length, "vaes/other.safetensors");
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("alone.safetensors"), content);
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
