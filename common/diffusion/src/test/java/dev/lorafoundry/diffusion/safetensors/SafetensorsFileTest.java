package dev.lorafoundry.diffusion.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers come from outside: whatever they say, there is a clear answer and no tensor. */
final class SafetensorsFileTest {
  private static final String GOOD =
      "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}}";

  @TempDir private Path folder;

  @Test
  void readsTensorsAndMetadata() throws IOException {
    String header = GOOD.replace("{'a'", "{'__metadata__': {'format': 'pt'}, 'a'");
    Path path = write(header, floats(1.5f, -2));

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.names()).containsExactly("a");
      assertThat(file.has("a")).isTrue();
      assertThat(file.has("b")).isFalse();
      assertThat(file.shape("a")).isEqualTo(Shape.of(2));
      assertThat(file.type("a")).isEqualTo(DType.F32);
      assertThat(file.metadata()).containsEntry("format", "pt");
      assertThat(file.get("a").toFloats()).containsExactly(1.5f, -2);
      assertThatThrownBy(() -> file.get("b"))
          .isInstanceOf(InvalidSafetensors.class)
          .hasMessageContaining("no tensor b");
    }
  }

  @Test
  void tensorsStayUsableWhenTheFileIsClosed() throws IOException {
    SafetensorsFile file = SafetensorsFile.open(write(GOOD, floats(3, 4)));
    StoredTensor tensor = file.get("a");

    file.close();

    assertThat(tensor.toFloats()).containsExactly(3, 4);
  }

  @Test
  void readsScalarsAndEmptyTensors() throws IOException {
    Path path =
        write(
            "{'s': {'dtype': 'F32', 'shape': [], 'data_offsets': [0, 4]},"
                + " 'e': {'dtype': 'F32', 'shape': [0, 3], 'data_offsets': [4, 4]}}",
            floats(7));

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.get("s").toFloats()).containsExactly(7);
      assertThat(file.get("e").toFloats()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a': ", "{'a': [1, 2}}", "{a}", "{'a': {'dtype'}}"})
  void refusesHeaderThatIsNoJson(String header) throws IOException {
    assertRefused(write(header, floats(1, 2)), "the header is not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a': {}}", "{'a': ['b']}", "{'a': 1}", "{'a': null}", "[]", "'text'"})
  void refusesMetadataThatIsNoText(String metadata) throws IOException {
    String header = GOOD.replace("{'a'", "{'__metadata__': " + metadata + ", 'a'");

    assertRefused(write(header, floats(1, 2)), "__metadata__");
  }

  @Test
  void refusesTensorThatIsTooLargeToBeMapped() throws IOException {
    String header =
        "{'a': {'dtype': 'U8', 'shape': [2147483648], 'data_offsets': [0, 2147483648]}}";
    Path path = write(header, new byte[0]);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(file.length() + (1L << 31));
    }

    assertRefused(path, "tensor a", "takes 2147483648 bytes: at most 2147483647 are read");
  }

  @Test
  void refusesHeaderThatRepeatsAName() throws IOException {
    String twice = GOOD.substring(0, GOOD.length() - 1) + ", " + GOOD.substring(1);

    assertRefused(write(twice, floats(1, 2)), "the header is not JSON", "\"a\"");
  }

  @Test
  void refusesHeaderOfTooManyTensors() throws IOException {
    StringJoiner header = new StringJoiner(",", "{", "}");
    for (int i = 0; i <= 20_000; i++) {
      header.add("'%d': {'dtype': 'F32', 'shape': [0], 'data_offsets': [0, 0]}".formatted(i));
    }

    assertRefused(
        write(header.toString(), new byte[0]), "names 20001 tensors: at most 20000 are read");
  }

  @Test
  void refusesDeeplyNestedHeader() throws IOException {
    assertRefused(write("{'a': " + "[".repeat(100_000), floats(1)), "the header is not JSON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0, 12]|but the file has 8 bytes of data",
        "[4, 12]|but the file has 8 bytes of data",
        "[8, 0]|but the file has 8 bytes of data",
        "[0, 4]|takes 4 bytes, which does not fit",
        "[-8, 0]|-8 in its data_offsets",
        "[0, 9223372036854775807]|but the file has 8 bytes of data",
        "[0, 99999999999999999999]|in its data_offsets",
        "[0, 8.5]|8.5 in its data_offsets",
        "[0]|but the file has 8 bytes of data",
        "true|no usable data_offsets"
      })
  void refusesOffsetsOutsideTheFile(String offsets, String message) throws IOException {
    assertRefused(write(GOOD.replace("[0, 8]", offsets), floats(1, 2)), "tensor a", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[3]|which does not fit",
        "[-2]|-2 in its shape",
        "[4294967296, 4294967296]|too large",
        "[9223372036854775807]|too large",
        "[1,1,1,1,1,1,1,1,2]|no usable shape",
        "2|no usable shape"
      })
  void refusesImpossibleShapes(String shape, String message) throws IOException {
    assertRefused(write(GOOD.replace("[2]", shape), floats(1, 2)), "tensor a", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"F8_E4M3", "f32", "", "OBJECT"})
  void refusesUnknownTypes(String type) throws IOException {
    assertRefused(
        write(GOOD.replace("F32", type), floats(1, 2)), "of type \"" + type + "\"", "F32");
  }

  @Test
  void refusesOverlappingTensors() throws IOException {
    Path path =
        write(
            "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]},"
                + " 'b': {'dtype': 'F32', 'shape': [2], 'data_offsets': [4, 12]}}",
            floats(1, 2, 3));

    assertRefused(path, "tensors a and b overlap");
  }

  @Test
  void shortensNamesThatAreMuchTooLong() throws IOException {
    Path path = write(GOOD.replace("'a'", "'" + "a".repeat(50_000) + "'"), floats(1));

    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(InvalidSafetensors.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void refusesHeaderLongerThanAllowed() throws IOException {
    Path path = write(GOOD, floats(1, 2));
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(length(100_000_001));
      file.setLength(200_000_000);
    }

    assertRefused(path, "the header takes 100000001 bytes: at most 8388608 are read");
  }

  @ParameterizedTest
  @ValueSource(longs = {1000, 99_999_999, Long.MAX_VALUE})
  void refusesHeaderLongerThanTheFile(long bytes) throws IOException {
    Path path = write(GOOD, floats(1, 2));
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(length(bytes));
    }

    assertRefused(path, "cut off");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE})
  void refusesImpossibleHeaderLengths(long bytes) throws IOException {
    Path path = write(GOOD, floats(1, 2));
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(length(bytes));
    }

    assertRefused(path, "does not begin with a safetensors header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, 2, 3]", "\"text\"", "null"})
  void refusesHeaderThatIsNoObject(String header) throws IOException {
    assertRefused(write(header, floats(1, 2)), "does not begin with a safetensors header");
  }

  private static void assertRefused(Path path, String... parts) {
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(InvalidSafetensors.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  private Path write(String header, byte[] data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(Long.BYTES + json.length + data.length);
    file.put(length(json.length)).put(json).put(data);
    return Files.write(folder.resolve("test.safetensors"), file.array());
  }

  private static byte[] length(long bytes) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes).array();
  }

  private static byte[] floats(float... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes.array();
  }
}
