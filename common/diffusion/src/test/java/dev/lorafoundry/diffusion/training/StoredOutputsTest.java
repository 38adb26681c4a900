package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.model.VaeFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings of one process after another, which share a folder of what frozen parts said. */
final class StoredOutputsTest {
  private static final Map<String, Object> UNET =
      Map.of("optimizer", "AdamW", "train", "unet_only", "savePrecision", "float");

  /** Five pictures; three different captions and the empty one. */
  private static final int ALL = 5 + 4;

  @TempDir private Path folder;

  private final List<String> asked = new ArrayList<>();
  private OutputFiles files;
  private FrozenOutputs known;

  @BeforeEach
  void startProcess() {
    files = new OutputFiles(folder.resolve("outputs"), 1 << 24, InstantSource.system());
    known = new FrozenOutputs(0, Optional.of(files));
    asked.clear();
  }

  @ParameterizedTest
  @EnumSource(
      value = Family.class,
      names = {"SD1", "SDXL"})
  void aTrainingIsTheSameWithAndWithoutThem(Family family) throws IOException {
    TrainingBase base = Sessions.base(family);
    byte[] alone = train(base, new FrozenOutputs(0), UNET);

    assertThat(train(base, known, UNET)).as("nothing is stored yet").isEqualTo(alone);
    assertThat(known.computed()).isEqualTo(ALL);

    startProcess();
    assertThat(train(base, known, UNET)).as("all is stored").isEqualTo(alone);
    assertThat(asked).as("no picture is fetched").isEmpty();
    assertThat(known.computed()).isZero();
    assertThat(files.found()).isEqualTo(ALL);
  }

  @Test
  void whatIsDamagedIsComputedAgain() throws IOException {
    byte[] alone = train(Sessions.base(), known, UNET);
    for (Path file : stored()) {
      Files.write(file, new byte[100]);
    }

    startProcess();

    assertThat(train(Sessions.base(), known, UNET)).isEqualTo(alone);
    assertThat(files.damaged()).isEqualTo(ALL);
    startProcess();
    assertThat(train(Sessions.base(), known, UNET)).isEqualTo(alone);
    assertThat(files.damaged()).isZero();
    assertThat(known.computed()).isZero();
  }

  @Test
  void jobsOfAGridShareThem() throws IOException {
    train(Sessions.base(), known, UNET);
    for (Map<String, Object> other :
        List.<Map<String, Object>>of(Map.of("rank", 2), Map.of("seed", 5))) {
      startProcess();
      train(Sessions.base(), known, with(other));
      assertThat(known.computed()).as("%s", other).isZero();
    }
  }

  @Test
  void modelsWithTheSameVaeShareLatents() throws IOException {
    TrainingBase other = changed("model.diffusion_model.", "other model");
    train(Sessions.base(), known, UNET);

    startProcess();
    byte[] shared = train(other, known, UNET);

    assertThat(asked).isEmpty();
    assertThat(known.computed()).as("captions, by another digest of the file").isEqualTo(4);
    assertThat(shared).isEqualTo(train(other, new FrozenOutputs(0), UNET));
  }

  @Test
  void anotherVaeSharesNoLatents() throws IOException {
    TrainingBase other = changed(Prefixes.VAE + ".encoder.", "c8e1");
    byte[] first = train(Sessions.base(), known, UNET);

    startProcess();

    assertThat(train(other, known, UNET)).isNotEqualTo(first);
    assertThat(asked).hasSize(5);
  }

  @Test
  void aVaeOfItsOwnFileEncodesAsOneInTheModelsFile() throws IOException {
    TrainingBase inside = changed(Prefixes.VAE + ".encoder.", "c8e1");
    TrainingBase own = Sessions.base();
    TrainingBase beside =
        new TrainingBase(
            own.file().with(VaeFile.open(inside.file().path())),
            own.tokenizer(),
            own.prediction(),
            own.sha256());
    train(inside, known, UNET);
    String expected = LoraFile.read(lora()).modelHash();

    startProcess();
    train(beside, known, UNET);

    assertThat(LoraFile.read(lora()).modelHash()).isEqualTo(expected);
    assertThat(known.computed()).as("they share latents").isZero();
  }

  @Test
  void anotherCropOrMirrorImageOfAPictureSharesNone() throws IOException {
    train(Sessions.base(), known, UNET);
    DatasetSnapshot prepared = WarmBaseTest.pictures();
    Picture a = prepared.pictures().get(0);
    Picture cropped = new Picture(a.name(), a.key(), "other content", 64, 64, a.caption());
    Picture larger = new Picture(a.name(), a.key(), a.sha256(), 96, 64, a.caption());

    startProcess();
    train(Sessions.base(), known, UNET, new DatasetSnapshot(4, "thing", List.of(cropped, larger)));

    assertThat(asked).hasSize(2);
  }

  @Test
  void textsOfAnotherClipSkipShareNone() throws IOException {
    train(Sessions.base(), known, UNET);

    startProcess();
    train(Sessions.base(), known, with(Map.of("clipSkip", 2)));

    assertThat(known.computed()).isEqualTo(4);
    assertThat(asked).isEmpty();
  }

  @Test
  void textsThatVaryAreNotStored() throws IOException {
    train(Sessions.base(), known, with(Map.of("captionDropoutRate", 0.5)));

    assertThat(stored()).hasSize(5);
  }

  private static Map<String, Object> with(Map<String, Object> other) {
    Map<String, Object> settings = new HashMap<>(UNET);
    settings.putAll(other);
    return settings;
  }

  private byte[] train(TrainingBase base, FrozenOutputs outputs, Map<String, Object> settings)
      throws IOException {
    return train(base, outputs, settings, WarmBaseTest.pictures());
  }

  private byte[] train(
      TrainingBase base,
      FrozenOutputs outputs,
      Map<String, Object> settings,
      DatasetSnapshot dataset)
      throws IOException {
    Path file = lora();
    try (WarmBase warm = new WarmBase(Models.RUNTIME, base, outputs);
        TrainingSession session =
            TrainingSession.start(warm, Sessions.settings(settings), dataset, this::picture)) {
      Sessions.take(session, 2, new ArrayList<>());
      session.saveLora(file, Sessions.METADATA);
    }
    return Files.readAllBytes(file);
  }

  private Path lora() {
    return folder.resolve("lora.safetensors");
  }

  private BufferedImage picture(Picture picture) {
    asked.add(picture.name());
    return Sessions.picture(picture);
  }

  /** The model of SD1 with one tensor of a part changed. */
  private TrainingBase changed(String part, String sha256) {
    SafetensorsFile model = Models.golden(Family.SD1, "model");
    Map<String, StoredTensor> tensors = new HashMap<>();
    model.names().forEach(name -> tensors.put(name, model.get(name)));
    String name =
        model.names().stream()
            .filter(each -> each.startsWith(part))
            .sorted()
            .findFirst()
            .orElseThrow();
    float[] numbers = tensors.get(name).toFloats();
    numbers[0] += 1;
    tensors.put(name, StoredTensor.floats(model.shape(name), numbers));
    Path path = folder.resolve("model.safetensors");
    try {
      SafetensorsWriter.write(path, tensors, Map.of());
      TrainingBase base = Sessions.base();
      return new TrainingBase(
          BaseModelFile.open(path), base.tokenizer(), base.prediction(), sha256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("outputs"))) {
      return all.toList();
    }
  }
}
