package dev.lorafoundry.diffusion.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsStreamTest {
  private static final Map<String, String> METADATA = Map.of("format", "pt");

  @TempDir private Path folder;

  @Test
  void givesTheBytesThatTheWriterWrites() throws IOException {
    Map<String, StoredTensor> tensors =
        Map.of(
            "b", StoredTensor.floats(Shape.of(2), 1, 2),
            "a", StoredTensor.floats(Shape.of(2, 1), 3, -4).to(DType.F16),
            "none", StoredTensor.floats(Shape.of(0)),
            "c", StoredTensor.longs(Shape.of(), 7));
    Path path = folder.resolve("file.safetensors");
    SafetensorsWriter.write(path, tensors, METADATA);

    SafetensorsStream stream = SafetensorsStream.of(tensors, METADATA);

    try (InputStream in = stream.open()) {
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(path));
    }
    assertThat(stream.open().read()).isEqualTo(Files.readAllBytes(path)[0]);
    assertThat(stream.size()).isEqualTo(Files.size(path));
  }

  @Test
  void fetchesEachTensorWhenItsTurnComes() throws IOException {
    List<String> fetched = new ArrayList<>();
    Map<String, LaterTensor> tensors = new LinkedHashMap<>();
    for (String name : List.of("b", "a")) {
      tensors.put(
          name,
          new LaterTensor(
              DType.F32,
              Shape.of(1),
              () -> {
                fetched.add(name);
                return StoredTensor.floats(Shape.of(1), 5);
              }));
    }
    SafetensorsStream stream = SafetensorsStream.of(tensors, METADATA);

    try (InputStream in = stream.open()) {
      in.readNBytes((int) stream.size() - 8);
      assertThat(fetched).isEmpty();
      in.readNBytes(4);
      assertThat(fetched).containsExactly("a");
      in.readAllBytes();
    }

    assertThat(fetched).containsExactly("a", "b");
  }

  @Test
  void refusesTensorsThatAreOthersThanItsHeaderSays() {
    LaterTensor tensor =
        new LaterTensor(DType.F32, Shape.of(1), () -> StoredTensor.floats(Shape.of(2), 1, 2));

    assertThatThrownBy(
            () -> SafetensorsStream.of(Map.of("a", tensor), METADATA).open().readAllBytes())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("F32 [2] was read where F32 [1] is announced");
  }

  @Test
  void readsTensorsOfAFileThatIsOpen() throws IOException {
    Path path = folder.resolve("file.safetensors");
    StoredTensor tensor = StoredTensor.floats(Shape.of(2, 1), 3, -4);
    SafetensorsWriter.write(
        path, Map.of("a", tensor, "b", StoredTensor.longs(Shape.of(), 7)), METADATA);
    Map<String, LaterTensor> later;

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      later = file.later();
      assertThat(later.keySet()).containsExactlyInAnyOrder("a", "b");
      assertThat(later.get("a").read().toFloats()).containsExactly(3, -4);
    }

    assertThatThrownBy(() -> later.get("a").read()).hasMessageContaining("can't read");
  }
}
