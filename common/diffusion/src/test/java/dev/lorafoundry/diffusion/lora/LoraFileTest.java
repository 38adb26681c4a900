package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class LoraFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sd1/lora.safetensors",
        "sd1/locon.safetensors",
        "sd2/lora.safetensors",
        "sd2/locon.safetensors",
        "sdxl/lora.safetensors",
        "sdxl/locon.safetensors"
      })
  void knowsFilesByTheHashesThatTheReferenceComputes(String name) throws IOException {
    JsonNode golden = Fixtures.json("misc/lora_metadata.json").path("files").path(name);
    LoraFile file = LoraFile.read(Fixtures.path(name));
    Path copy = folder.resolve("copy.safetensors");

    file.write(copy);

    assertThat(file.modelHash()).isEqualTo(golden.path("sshs_model_hash").asString());
    assertThat(LoraFile.read(copy).metadata())
        .containsEntry("sshs_model_hash", golden.path("sshs_model_hash").asString())
        .containsEntry("sshs_legacy_hash", golden.path("sshs_legacy_hash").asString())
        .containsEntry("ss_network_dim", golden.path("ss_network_dim").asString());
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "F16", "BF16"})
  void readsWhatItWrites(DType type) throws IOException {
    LoraNetwork network = LoraFile.read(Fixtures.path("sd1/lora.safetensors")).network();
    Map<String, StoredTensor> matrices = network.start(1);
    Path path = folder.resolve("own.safetensors");

    LoraFile.of(network, matrices, type, Map.of("ss_network_dim", "4")).write(path);

    LoraFile read = LoraFile.read(path);
    assertThat(read.network().shapes()).containsExactlyInAnyOrderEntriesOf(network.shapes());
    assertThat(read.network().alphas()).containsExactlyInAnyOrderEntriesOf(network.alphas());
    assertThat(read.metadata())
        .containsEntry("ss_network_dim", "4")
        .containsEntry("sshs_model_hash", read.modelHash())
        .containsKey("sshs_legacy_hash");
    matrices.forEach(
        (name, matrix) -> {
          assertThat(read.matrix(name).type()).isEqualTo(type);
          assertThat(read.matrix(name).toFloats()).isEqualTo(matrix.to(type).toFloats());
        });
  }

  /** A header that is longer than that of the hash, and one that is longer than a mebibyte. */
  @ParameterizedTest
  @ValueSource(ints = {10, 2_000_000})
  void olderHashIsThatOfTheSecondMebibyteWithoutMetadataOfOthers(int length) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("a", StoredTensor.floats(Shape.of(500_000), numbers(500_000)));
    tensors.put("b", StoredTensor.floats(Shape.of(100), numbers(100)).to(DType.F16));
    Map<String, String> training = Map.of("ss_comment", "x".repeat(length));
    Map<String, String> all = new LinkedHashMap<>(training);
    all.put("modelspec.title", "Other");
    Path plain = folder.resolve("plain.safetensors");
    Path lora = folder.resolve("lora.safetensors");

    SafetensorsWriter.write(plain, tensors, training);
    LoraFile.write(lora, tensors, all);

    try (SafetensorsFile expected = SafetensorsFile.open(plain);
        SafetensorsFile file = SafetensorsFile.open(lora)) {
      assertThat(file.metadata()).containsEntry("sshs_legacy_hash", expected.shortHash());
      assertThat(file.metadata())
          .containsEntry("sshs_model_hash", SafetensorsWriter.dataHash(tensors));
      assertThat(file.get("a").toFloats()).isEqualTo(numbers(500_000));
    }
  }

  private static float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  @Test
  void takesTheRankForAMissingAlphaAndReadsWholeNumbers() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("lora_unet_a.lora_down.weight", StoredTensor.floats(Shape.of(2, 1), 1, 2));
    tensors.put("lora_unet_a.lora_up.weight", StoredTensor.floats(Shape.of(1, 2), 1, 2));
    tensors.put("lora_unet_b.lora_down.weight", StoredTensor.floats(Shape.of(1, 1), 1));
    tensors.put("lora_unet_b.lora_up.weight", StoredTensor.floats(Shape.of(1, 1), 1));
    tensors.put("lora_unet_b.alpha", StoredTensor.longs(Shape.of(), 3));
    Path path = folder.resolve("other.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of());

    assertThat(LoraFile.read(path).network().alphas())
        .containsEntry("lora_unet_a.alpha", 2.0)
        .containsEntry("lora_unet_b.alpha", 3.0);
  }

  @Test
  void refusesFilesThatAreNoLora() throws IOException {
    Path path = folder.resolve("other.safetensors");
    StoredTensor down = StoredTensor.floats(Shape.of(2, 1), 1, 2);
    SafetensorsWriter.write(path, Map.of("weight", down), Map.of());
    assertThatThrownBy(() -> LoraFile.read(path))
        .isInstanceOf(LoraRefused.class)
        .hasMessageContaining("none of its 1 tensors is named ….lora_down.weight");

    SafetensorsWriter.write(path, Map.of("lora_unet_a.lora_down.weight", down), Map.of());
    assertThatThrownBy(() -> LoraFile.read(path))
        .hasMessageContaining("lacks the tensor lora_unet_a.lora_up.weight");

    SafetensorsWriter.write(
        path,
        Map.of("lora_unet_a.lora_down.weight", down, "lora_unet_a.lora_up.weight", down),
        Map.of());
    assertThatThrownBy(() -> LoraFile.read(path))
        .hasMessageContaining("shapes [2, 1] and [2, 1], which do not fit together");
  }
}
