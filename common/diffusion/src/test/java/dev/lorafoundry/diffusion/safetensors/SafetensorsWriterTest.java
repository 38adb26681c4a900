package dev.lorafoundry.diffusion.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsWriterTest {
  private static final StoredTensor FLOATS =
      StoredTensor.floats(Shape.of(2, 2), 1, -2, 0.5f, 3e-8f);
  private static final StoredTensor LONGS = StoredTensor.longs(Shape.of(1), -77);

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path path = folder.resolve("a.safetensors");

    SafetensorsWriter.write(path, Map.of("f", FLOATS, "l", LONGS), Map.of("who", "tëst"));

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.get("f").toFloats()).isEqualTo(FLOATS.toFloats());
      assertThat(file.get("l").toLongs()).containsExactly(-77);
      assertThat(file.metadata()).containsExactlyEntriesOf(Map.of("who", "tëst"));
    }
  }

  @Test
  void laysOutLargerTypesFirstThenByName() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("z", FLOATS);
    tensors.put("half", FLOATS.to(DType.F16));
    tensors.put("a", FLOATS);
    tensors.put("long", LONGS);
    Path path = folder.resolve("a.safetensors");

    SafetensorsWriter.write(path, tensors, Map.of());

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.names()).containsExactly("long", "a", "z", "half");
    }
  }

  @Test
  void headerIsPaddedToEightBytes() throws IOException {
    Path path = folder.resolve("a.safetensors");
    SafetensorsWriter.write(path, Map.of("f", FLOATS), Map.of("k", "v"));
    byte[] file = Files.readAllBytes(path);

    long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();

    assertThat(header % 8).isZero();
    assertThat(file).hasSize((int) (8 + header + 16));
    assertThat(new String(file, 8, (int) header, StandardCharsets.UTF_8)).startsWith("{\"__meta");
  }

  @Test
  void sameContentGivesTheSameBytesWhateverTheOrder() throws IOException {
    Map<String, StoredTensor> reversed = new LinkedHashMap<>();
    reversed.put("b", LONGS);
    reversed.put("a", FLOATS);
    Map<String, StoredTensor> ordered = new LinkedHashMap<>();
    ordered.put("a", FLOATS);
    ordered.put("b", LONGS);
    Path first = folder.resolve("1");
    Path second = folder.resolve("2");

    SafetensorsWriter.write(first, reversed, Map.of("x", "1", "y", "2"));
    SafetensorsWriter.write(second, ordered, Map.of("y", "2", "x", "1"));

    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void replacesAnOlderFileAndLeavesNoOther() throws IOException {
    Path path = folder.resolve("a.safetensors");
    Files.writeString(path, "old");

    SafetensorsWriter.write(path, Map.of("f", FLOATS), Map.of());

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void asksForEachTensorOnceAndWritesItBeforeTheNext() throws IOException {
    Path path = folder.resolve("a.safetensors");
    Path unfinished = folder.resolve("a.safetensors.part");
    Map<String, LaterTensor> tensors = new LinkedHashMap<>();
    List<Long> written = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      tensors.put(
          name,
          new LaterTensor(
              DType.F32,
              FLOATS.shape(),
              () -> {
                written.add(unfinished.toFile().length());
                return FLOATS;
              }));
    }

    SafetensorsWriter.write(path, tensors, Map.of());

    long header = Files.size(path) - 3 * 16;
    assertThat(written).containsExactly(header, header + 16, header + 32);
  }

  @Test
  void leavesNothingWhereATensorCannotBeHad() throws IOException {
    LaterTensor broken =
        new LaterTensor(
            DType.F32,
            Shape.of(1),
            () -> {
              throw new IllegalStateException("gone");
            });

    assertThatThrownBy(
            () ->
                SafetensorsWriter.write(
                    folder.resolve("a.safetensors"), Map.of("x", broken), Map.of()))
        .hasMessage("gone");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void dataHashIsThatOfTheBytesAfterTheHeader() throws IOException {
    Map<String, StoredTensor> tensors = Map.of("f", FLOATS, "l", LONGS);
    Path path = folder.resolve("a.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of("any", "text"));
    byte[] file = Files.readAllBytes(path);
    int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();

    assertThat(SafetensorsWriter.dataHash(tensors))
        .isEqualTo(DigestUtils.sha256Hex(Arrays.copyOfRange(file, 8 + header, file.length)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 60, 150, 10_000})
  void partHashIsThatOfTheFilesBytes(int from) throws IOException {
    Map<String, StoredTensor> tensors = Map.of("f", FLOATS, "l", LONGS);
    Path path = folder.resolve("a.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of());
    byte[] file = Files.readAllBytes(path);
    int begin = Math.min(from, file.length);
    byte[] part = Arrays.copyOfRange(file, begin, Math.min(file.length, begin + 40));

    PartHash hash = new PartHash(from, 40);
    for (int i = 0; i < file.length; i += 7) {
      hash.add(ByteBuffer.wrap(file, i, Math.min(7, file.length - i)));
    }
    assertThat(hash.hex()).isEqualTo(DigestUtils.sha256Hex(part).substring(0, 8));
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16", "BF16", "F64"})
  void storesFloatsInOtherFormats(DType type) {
    StoredTensor tensor = StoredTensor.floats(Shape.of(3), 1, -0.5f, 1024).to(type);

    assertThat(tensor.type()).isEqualTo(type);
    assertThat(tensor.toFloats()).containsExactly(1, -0.5f, 1024);
  }

  @Test
  void roundsHalvesToEvenAndKeepsSpecialNumbers() {
    List<Float> numbers =
        List.of(1 + 0x1p-11f, 1 + 3 * 0x1p-11f, 65504f, 65520f, 3e-8f, 0x1p-25f, -0f, Float.NaN);
    float[] given = new float[numbers.size()];
    for (int i = 0; i < given.length; i++) {
      given[i] = numbers.get(i);
    }

    float[] halves = StoredTensor.floats(Shape.of(given.length), given).to(DType.F16).toFloats();

    assertThat(halves)
        .containsExactly(
            1f, 1 + 0x1p-9f, 65504f, Float.POSITIVE_INFINITY, 0x1p-24f, 0f, -0f, Float.NaN);
  }

  @Test
  void refusesBytesThatDoNotFitTheShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoredTensor(DType.F32, Shape.of(3), ByteBuffer.allocate(8)))
        .withMessageContaining("8 bytes")
        .withMessageContaining("12");
  }

  @Test
  void refusesFloatsAsWholeNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLOATS.to(DType.I64))
        .withMessageContaining("use F32");
  }
}
