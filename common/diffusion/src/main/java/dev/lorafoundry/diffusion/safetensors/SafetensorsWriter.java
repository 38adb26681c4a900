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
import java.util.LinkedHashMap;
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
    write(path, tensors, metadata, DataTexts.NONE);
  }

  /**
   * As the other. Each tensor is asked for once, when its turn comes, and only one is in memory.
   *
   * @param texts metadata, beside the others, that depend on the data
   */
  public static void write(
      Path path,
      Map<String, ? extends FileTensor> tensors,
      Map<String, String> metadata,
      DataTexts texts)
      throws IOException {
    Path unfinished = path.resolveSibling(path.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        Layout layout = Layout.of(tensors, joined(metadata, texts.blank()));
        writeAll(channel, layout.header().duplicate());
        for (FileTensor tensor : layout.tensors()) {
          ByteBuffer bytes = tensor.read().bytes();
          texts.add(bytes.duplicate());
          writeAll(channel, bytes.duplicate());
        }
        fillIn(channel, layout.header(), header(tensors, joined(metadata, texts.filled())));
        channel.force(true);
      }
      Files.move(
          unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static Map<String, String> joined(Map<String, String> metadata, Map<String, String> own) {
    Map<String, String> all = new LinkedHashMap<>(metadata);
    all.putAll(own);
    return all;
  }

  private static void fillIn(FileChannel channel, ByteBuffer blank, ByteBuffer filled)
      throws IOException {
    if (blank.capacity() != filled.capacity()) {
      throw new IllegalStateException(
          "the header has %d bytes where %d were left for it"
              .formatted(filled.capacity(), blank.capacity()));
    }
    channel.position(0);
    writeAll(channel, filled);
  }

  /** What a file begins with: its header, and the length of that before it. */
  public static ByteBuffer header(
      Map<String, ? extends FileTensor> tensors, Map<String, String> metadata) {
    return Layout.of(tensors, metadata).header();
  }

  /** Hex SHA-256 of the data after the header: the same whatever the metadata. */
  public static String dataHash(Map<String, StoredTensor> tensors) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (FileTensor tensor : Layout.of(tensors, Map.of()).tensors()) {
      digest.update(tensor.read().bytes().duplicate());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
