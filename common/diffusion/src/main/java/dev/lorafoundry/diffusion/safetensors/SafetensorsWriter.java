package dev.lorafoundry.diffusion.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Writes safetensors files as the format's own library lays them out. The same tensors and metadata
 * give the same bytes.
 */
public final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /** Writes a file that appears whole: under another name first, then renamed. */
  public static void write(
      Path path, Map<String, ? extends FileTensor> tensors, Map<String, String> metadata)
      throws IOException {
    Path unfinished = path.resolveSibling(path.getFileName() + ".part");
    Layout layout = Layout.of(tensors, metadata);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(channel, layout.header());
      for (FileTensor tensor : layout.tensors()) {
        writeAll(channel, tensor.read().bytes().duplicate());
      }
      channel.force(true);
    }
    Files.move(
        unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Hex SHA-256 of the data after the header: the same whatever the metadata. */
  public static String dataHash(Map<String, StoredTensor> tensors) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (FileTensor tensor : Layout.of(tensors, Map.of()).tensors()) {
      digest.update(tensor.read().bytes().duplicate());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * First 8 hex digits of the SHA-256 over so many bytes of the file that {@link #write} would
   * write; of nothing, if the file ends before.
   */
  public static String partHash(
      Map<String, StoredTensor> tensors, Map<String, String> metadata, long from, int bytes) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    Layout layout = Layout.of(tensors, metadata);
    long position = update(digest, layout.header(), 0, from, from + bytes);
    for (FileTensor tensor : layout.tensors()) {
      position = update(digest, tensor.read().bytes().duplicate(), position, from, from + bytes);
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

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
