package dev.lorafoundry.diffusion.safetensors;

import dev.lorafoundry.tensor.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes safetensors files as the format's own library lays them out: data ordered by element type,
 * larger first, then by name; the header padded to a multiple of 8 bytes. The same tensors and
 * metadata give the same bytes.
 */
public final class SafetensorsWriter {
  private static final List<DType> ORDER =
      List.of(
          DType.I64, DType.F64, DType.F32, DType.I32, DType.BF16, DType.F16, DType.U8, DType.BOOL);
  private static final JsonMapper JSON = new JsonMapper();

  private SafetensorsWriter() {}

  /** Writes a file that appears whole: under another name first, then renamed. */
  public static void write(
      Path path, Map<String, StoredTensor> tensors, Map<String, String> metadata)
      throws IOException {
    Path unfinished = path.resolveSibling(path.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(channel, header(tensors, metadata));
      for (StoredTensor tensor : ordered(tensors).values()) {
        writeAll(channel, tensor.bytes().duplicate());
      }
      channel.force(true);
    }
    Files.move(
        unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Hex SHA-256 of the data after the header: the same whatever the metadata. */
  public static String dataHash(Map<String, StoredTensor> tensors) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    ordered(tensors).values().forEach(tensor -> digest.update(tensor.bytes().duplicate()));
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * First 8 hex digits of the SHA-256 over so many bytes of the file that {@link #write} would
   * write; of nothing, if the file ends before.
   */
  public static String partHash(
      Map<String, StoredTensor> tensors, Map<String, String> metadata, long from, int bytes) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    long position = update(digest, header(tensors, metadata), 0, from, from + bytes);
    for (StoredTensor tensor : ordered(tensors).values()) {
      position = update(digest, tensor.bytes().duplicate(), position, from, from + bytes);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 8);
  }

  private static long update(
      MessageDigest digest, ByteBuffer piece, long position, long from, long to) {
    long end = position + piece.remaining();
    long first = Math.max(position, from);
    long last = Math.min(end, to);
    if (first < last) {
      digest.update(piece.slice((int) (first - position), (int) (last - first)));
    }
    return end;
  }

  private static ByteBuffer header(
      Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      fields.put("__metadata__", new TreeMap<>(metadata));
    }
    long position = 0;
    for (Map.Entry<String, StoredTensor> each : ordered(tensors).entrySet()) {
      long end = position + each.getValue().bytes().remaining();
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

  private static Map<String, Object> entry(StoredTensor tensor, long begin, long end) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("dtype", tensor.type().name());
    entry.put("shape", tensor.shape().toArray());
    entry.put("data_offsets", new long[] {begin, end});
    return entry;
  }

  private static Map<String, StoredTensor> ordered(Map<String, StoredTensor> tensors) {
    Map<String, StoredTensor> ordered = new LinkedHashMap<>();
    tensors.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, StoredTensor>>comparingInt(
                    each -> ORDER.indexOf(each.getValue().type()))
                .thenComparing(Map.Entry::getKey))
        .forEach(each -> ordered.put(each.getKey(), each.getValue()));
    return ordered;
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
