package dev.lorafoundry.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import dev.lorafoundry.diffusion.training.TrainingBase;
import dev.lorafoundry.diffusion.training.TrainingSession;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class BaseModelFileTest {
  private static final String FIRST = "model.diffusion_model.input_blocks.0.0.weight";

  private final Path whole = Fixtures.tensors("sd1/model.safetensors").path();

  @TempDir private Path folder;

  @Test
  void knowsFamilyAndSizes() throws IOException {
    JsonNode config = Fixtures.json("sd1/model.json").path("config");
    try (BaseModelFile model = BaseModelFile.open(whole)) {
      ModelSizes sizes = model.sizes();

      assertThat(model.family()).isEqualTo(Family.SD1);
      assertThat(sizes.unetWidths()).isEqualTo(longs(config.path("widths")));
      assertThat(sizes.vaeWidths()).isEqualTo(longs(config.path("vae")));
      assertThat(sizes.contextWidth()).isEqualTo(config.path("context").asLong());
      assertThat(sizes.textLayers()).isEqualTo(config.path("te").path("layers").asInt());
      assertThat(sizes.textWidth()).isEqualTo(config.path("te").path("width").asLong());
      assertThat(sizes.parameters()).isBetween(1_000_000L, 1_000_000_000L);
    }
  }

  @Test
  void largestRankIsTheNarrowestLayers() throws IOException {
    JsonNode config = Fixtures.json("sd1/model.json").path("config");
    List<Long> sides = longs(config.path("widths"));
    sides.add(config.path("te").path("width").asLong());

    try (BaseModelFile model = BaseModelFile.open(whole)) {
      assertThat((long) model.largestRank())
          .isEqualTo(sides.stream().mapToLong(Long::longValue).min().orElseThrow());
    }
  }

  @Test
  void refusesVocabularyWithIdsThatTheModelDoesNotKnow() throws IOException {
    Vocabulary small = Vocabulary.ofMerges(List.of("r e"));
    try (BaseModelFile model = BaseModelFile.open(whole)) {
      int known = Math.toIntExact(model.tokens());
      assertThatCode(() -> model.requireKnown(withId(small, known - 1))).doesNotThrowAnyException();

      assertThatThrownBy(() -> model.requireKnown(withId(small, known)))
          .isInstanceOf(ModelRefused.class)
          .hasMessageContaining("ids up to %d but the base model knows %d".formatted(known, known));
    }
  }

  @Test
  void neitherRendersNorTrainsWithSuchAVocabulary() throws IOException {
    DatasetSnapshot snapshot =
        new DatasetSnapshot(
            1,
            "thing",
            List.of(new DatasetSnapshot.Picture("a.png", "a", "00", 64, 64, "a thing")));
    try (BaseModelFile model = BaseModelFile.open(whole)) {
      ClipTokenizer foreign =
          withId(Vocabulary.ofMerges(List.of("r e")), Math.toIntExact(model.tokens()));
      TrainingBase base = new TrainingBase(model, foreign, PredictionType.EPSILON, "c8e1");

      assertThatThrownBy(() -> Renderer.open(Models.RUNTIME, model, foreign, 1))
          .isInstanceOf(ModelRefused.class)
          .hasMessageContaining("belong to different models");
      assertThatThrownBy(
              () ->
                  TrainingSession.start(
                      Models.RUNTIME,
                      base,
                      SettingsCatalogue.TRAINING.read(Map.of("rank", 4, "alpha", 4)),
                      snapshot,
                      picture -> new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB)))
          .isInstanceOf(ModelRefused.class)
          .hasMessageContaining("belong to different models");
    }
  }

  @Test
  void givesTensorsAsStored() throws IOException {
    SafetensorsFile file = Fixtures.tensors("sd1/model.safetensors");
    try (BaseModelFile model = BaseModelFile.open(whole)) {
      ModelTensors source = model.tensors(Models.RUNTIME);
      Tensor tensor = Objects.requireNonNull(source.find(FIRST));

      assertThat(tensor.shape()).isEqualTo(model.shapes().get(FIRST));
      assertThat(tensor.toFloats()).isEqualTo(file.get(FIRST).toFloats());
      assertThat(source.find("nothing")).isNull();
      source.close();
    }
  }

  @Test
  void closesTheLastTensorWithItsSource() throws IOException {
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        BaseModelFile model = BaseModelFile.open(whole)) {
      ModelTensors source = model.tensors(runtime);
      source.find(FIRST);
      assertThat(runtime.openTensors()).isEqualTo(1);

      source.close();

      assertThat(runtime.openTensors()).isZero();
    }
  }

  @Test
  void refusesZippedPickleUnderAnyName() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[100]);
    }

    assertRefused(file, "pickle", "convert it to .safetensors");
  }

  @Test
  void refusesPlainPickleUnderAnyName() throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] pickle = new byte[100];
    pickle[0] = (byte) 0x80;
    pickle[1] = 2;
    Files.write(file, pickle);

    assertRefused(file, "pickle", "convert it to .safetensors");
  }

  @Test
  void refusesEmptyFile() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.createFile(file);

    assertRefused(file, "empty or cut off");
  }

  @Test
  void refusesTruncatedFile() throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertRefused(file, "cut off");
  }

  @Test
  void refusesFileThatEndsWithinItsHeader() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(whole), 1000));

    assertRefused(file, "cut off");
  }

  @Test
  void refusesSomethingElse() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.writeString(file, "<html><body>404 Not Found</body></html>");

    assertRefused(file, "does not begin with a safetensors header");
  }

  @Test
  void refusesTokenizerThatIsNone() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, "{}");

    assertThatThrownBy(() -> Tokenizers.of(file))
        .isInstanceOf(ModelRefused.class)
        .hasMessageContaining("tokenizer.json");
  }

  @Test
  void takesTokenizerAsPackedListOfMergesToo() throws IOException {
    Path file = folder.resolve("bpe.txt.gz");
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write("#version: 0.2\nr e\nre d</w>\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(Tokenizers.of(file).encode("red")).hasSize(1);

    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));
    assertThatThrownBy(() -> Tokenizers.of(file))
        .isInstanceOf(ModelRefused.class)
        .hasMessageContaining("cut off");
  }

  private static void assertRefused(Path file, String... parts) {
    assertThatThrownBy(() -> BaseModelFile.open(file))
        .isInstanceOf(ModelRefused.class)
        .satisfies(it -> assertThat(it.getMessage()).contains(parts));
  }

  private static ClipTokenizer withId(Vocabulary vocabulary, int id) {
    Map<String, Integer> ids = new HashMap<>(vocabulary.ids());
    ids.put("re", id);
    return new ClipTokenizer(new Vocabulary(ids, vocabulary.merges()));
  }

  private static List<Long> longs(JsonNode list) {
    List<Long> longs = new ArrayList<>();
    list.forEach(each -> longs.add(each.asLong()));
    return longs;
  }
}
