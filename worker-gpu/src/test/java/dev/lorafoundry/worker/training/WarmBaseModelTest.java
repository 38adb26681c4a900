package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.VaeId;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.diffusion.training.FrozenOutputs;
import dev.lorafoundry.diffusion.training.TrainingBase;
import dev.lorafoundry.diffusion.training.WarmBase;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.worker.TinyJobs;
import dev.lorafoundry.workerprocess.BaseModels;
import dev.lorafoundry.workerprocess.ClipVocabulary;
import dev.lorafoundry.workerprocess.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmBaseModelTest {
  @TempDir private Path folder;

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final BaseModelReference model = TinyJobs.in(store).with(Map.of()).baseModel();

  private WarmBaseModel models(TensorRuntime runtime) {
    CachedObjects cache = new CachedObjects(store, folder, 1L << 30, InstantSource.system());
    BaseModels files =
        new BaseModels(cache, ClipVocabulary.of(Optional.empty(), Optional.empty(), folder));
    return new WarmBaseModel(files, runtime, new FrozenOutputs(0));
  }

  private BaseModelReference withTokenizer(String key) {
    store.put(ObjectKey.of(key), Content.of(TinyModel.tokenizer(), Content.JSON));
    return new BaseModelReference(
        model.id(),
        model.name(),
        model.family(),
        model.prediction(),
        model.sha256(),
        model.bytes(),
        model.key(),
        key);
  }

  @Test
  void keepsAModelWarmUntilItIsReadWithAnotherVocabulary() {
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        WarmBaseModel models = models(runtime)) {
      WarmBase first = models.get(model);
      assertThat(models.get(model)).isSameAs(first);

      WarmBase other = models.get(withTokenizer("models/other.tokenizer.json"));

      assertThat(other).isNotSameAs(first);
      assertThat(other.base().tokenizer()).isNotSameAs(first.base().tokenizer());
    }
  }

  @Test
  void keepsAModelWarmUntilItIsUsedWithAnotherVae() {
    byte[] file = TinyModel.checkpoint(Family.SD2);
    store.put(ObjectKey.of("vaes/other"), Content.of(file, Content.BINARY));
    String sha256 = DigestUtils.sha256Hex(file);
    VaeReference vae = new VaeReference(VaeId.random(), "other", sha256, file.length, "vaes/other");
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        WarmBaseModel models = models(runtime)) {
      WarmBase own = models.get(model);
      assertThat(own.base().vae()).isEmpty();

      WarmBase other = models.get(model.with(vae));

      assertThat(other).isNotSameAs(own);
      assertThat(models.get(model.with(vae))).isSameAs(other);
      assertThat(other.base().vae())
          .contains(new TrainingBase.OtherVae("other.safetensors", sha256));
      assertThat(other.base().file().otherVae()).isPresent();
    }
  }

  @Test
  void closesAFileThatCannotBeUsed() throws IOException {
    TensorRuntime closed = TensorRuntime.cpu(1);
    closed.close();
    try (WarmBaseModel models = models(closed)) {
      assertThatThrownBy(() -> models.get(model)).isInstanceOf(IllegalStateException.class);

      assertThat(openFiles()).noneMatch(path -> path.startsWith(folder));
    }
  }

  @Test
  void leavesADownloadThatIsNotWantedAnyMore() throws IOException {
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        WarmBaseModel models = models(runtime)) {
      assertThatThrownBy(
              () ->
                  models.get(
                      model,
                      List.of(),
                      () -> {
                        throw new Stopped(Command.PAUSE);
                      }))
          .isInstanceOf(Stopped.class);

      assertThat(openFiles()).noneMatch(path -> path.startsWith(folder));
      assertThat(models.isWarm(model, List.of())).isFalse();
      assertThat(models.get(model)).isNotNull();
    }
  }

  private static List<Path> openFiles() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.flatMap(WarmBaseModelTest::target).toList();
    }
  }

  /** None where it is closed by now. */
  private static Stream<Path> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor));
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
