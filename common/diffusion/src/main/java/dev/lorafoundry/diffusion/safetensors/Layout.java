package dev.lorafoundry.diffusion.safetensors;

import dev.lorafoundry.tensor.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a file lies on the disk, as the format's own library lays it out: data ordered by element
 * type, larger first, then by name; the header padded to a multiple of 8 bytes.
 *
 * @param header with its length before it
 * @param tensors in the order of their data
 */
record Layout(ByteBuffer header, List<FileTensor> tensors) {
  private static final List<DType> ORDER =
      List.of(
          DType.I64, DType.F64, DType.F32, DType.I32, DType.BF16, DType.F16, DType.U8, DType.BOOL);
  private static final JsonMapper JSON = new JsonMapper();

  static Layout of(Map<String, ? extends FileTensor> tensors, Map<String, String> metadata) {
    Map<String, FileTensor> ordered = ordered(tensors);
    return new Layout(header(ordered, metadata), List.copyOf(ordered.values()));
  }

  /** Bytes of the whole file. */
  long size() {
    return header.capacity() + tensors.stream().mapToLong(FileTensor::size).sum();
  }

  private static Map<String, FileTensor> ordered(Map<String, ? extends FileTensor> tensors) {
    Map<String, FileTensor> ordered = new LinkedHashMap<>();
    tensors.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, ? extends FileTensor>>comparingInt(
                    each -> ORDER.indexOf(each.getValue().type()))
                .thenComparing(Map.Entry::getKey))
        .forEach(each -> ordered.put(each.getKey(), each.getValue()));
    return ordered;
  }

  private static ByteBuffer header(Map<String, FileTensor> ordered, Map<String, String> metadata) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      fields.put("__metadata__", new TreeMap<>(metadata));
    }
    long position = 0;
    for (Map.Entry<String, FileTensor> each : ordered.entrySet()) {
      long end = position + each.getValue().size();
      fields.put(each.getKey(), entry(each.getValue(), position, end));
      position = end;
    }
    byte[] json = JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded).put(json);
    Arrays.fill(header.array(), header.position(), header.capacity(), (byte) ' ');
    return header.rewind();
  }

  private static Map<String, Object> entry(FileTensor tensor, long begin, long end) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("dtype", tensor.type().name());
    entry.put("shape", tensor.shape().toArray());
    entry.put("data_offsets", new long[] {begin, end});
    return entry;
  }
}
