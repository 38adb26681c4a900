package dev.lorafoundry.diffusion.safetensors;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A safetensors file, mapped into memory: tensors are read when they are asked for. Nothing in the
 * header is believed before it is checked.
 */
public final class SafetensorsFile implements AutoCloseable {
  /** The largest models that there are need a twentieth of it, the longest lists of tags less. */
  private static final int LARGEST_HEADER = 8 * 1024 * 1024;

  private static final int PREFIX = Long.BYTES;
  private static final int HASHED_OFFSET = 1 << 20;
  private static final int HASHED_BYTES = 1 << 16;
  private static final int HASH_DIGITS = 8;

  private final Path path;
  private final FileChannel channel;
  private final Header header;
  private final long data;

  private SafetensorsFile(Path path, FileChannel channel, Header header, long data) {
    this.path = path;
    this.channel = channel;
    this.header = header;
    this.data = data;
  }

  /**
   * @throws InvalidSafetensors the content is something else, damaged or cut off
   */
  public static SafetensorsFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      int headerBytes = headerBytes(channel);
      byte[] json = new byte[headerBytes];
      read(channel, PREFIX, ByteBuffer.wrap(json));
      long data = PREFIX + (long) headerBytes;
      return new SafetensorsFile(path, channel, Header.parse(json, channel.size() - data), data);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The file's free text, such as the training settings of a LoRA. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /** Names of all tensors, in the order of the header. */
  public Set<String> names() {
    return Collections.unmodifiableSet(header.entries().keySet());
  }

  public boolean has(String name) {
    return header.entries().containsKey(name);
  }

  public Shape shape(String name) {
    return entry(name).shape();
  }

  public DType type(String name) {
    return entry(name).type();
  }

  /** A tensor of this file, sharing the mapped memory. */
  public StoredTensor get(String name) {
    Header.Entry entry = entry(name);
    try {
      ByteBuffer bytes =
          channel.map(
              FileChannel.MapMode.READ_ONLY, data + entry.begin(), entry.end() - entry.begin());
      return new StoredTensor(entry.type(), entry.shape(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + name + " of " + path, e);
    }
  }

  /** All tensors by name, each to be copied from the file when it is asked for. */
  public Map<String, LaterTensor> later() {
    Map<String, LaterTensor> later = new LinkedHashMap<>();
    header
        .entries()
        .forEach(
            (name, entry) ->
                later.put(name, new LaterTensor(entry.type(), entry.shape(), () -> copy(entry))));
    return later;
  }

  private StoredTensor copy(Header.Entry entry) {
    ByteBuffer bytes = ByteBuffer.allocate((int) (entry.end() - entry.begin()));
    try {
      read(channel, data + entry.begin(), bytes);
      return new StoredTensor(entry.type(), entry.shape(), bytes.flip());
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + path, e);
    }
  }

  public Path path() {
    return path;
  }

  /**
   * The short hash by which older programs name model files: eight digits of the SHA-256 of 64 KiB
   * in the file's second mebibyte. Smaller files share the hash of nothing.
   */
  public String shortHash() throws IOException {
    ByteBuffer part = ByteBuffer.allocate(HASHED_BYTES);
    int count;
    do {
      count = channel.read(part, HASHED_OFFSET + part.position());
    } while (count > 0);
    return new DigestUtils(SHA_256).digestAsHex(part.flip()).substring(0, HASH_DIGITS);
  }

  /** Tensors that were read stay usable. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  private Header.Entry entry(String name) {
    Header.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new InvalidSafetensors("%s has no tensor %s".formatted(path.getFileName(), name));
    }
    return entry;
  }

  private static int headerBytes(FileChannel channel) throws IOException {
    if (channel.size() < PREFIX + 2) {
      throw new InvalidSafetensors(
          "the file has %d bytes: it is empty or cut off".formatted(channel.size()));
    }
    ByteBuffer prefix = ByteBuffer.allocate(PREFIX + 1).order(ByteOrder.LITTLE_ENDIAN);
    read(channel, 0, prefix);
    requireNoPickle(prefix);
    long length = prefix.getLong(0);
    if (length < 2 || prefix.get(PREFIX) != '{') {
      throw new InvalidSafetensors("the file does not begin with a safetensors header");
    }
    if (length > channel.size() - PREFIX) {
      throw new InvalidSafetensors(
          "the header takes %d bytes but the file has %d: it is cut off"
              .formatted(length, channel.size()));
    }
    if (length > LARGEST_HEADER) {
      throw new InvalidSafetensors(
          "the header takes %d bytes: at most %d are read".formatted(length, LARGEST_HEADER));
    }
    return (int) length;
  }

  private static void requireNoPickle(ByteBuffer prefix) {
    boolean zip = prefix.get(0) == 'P' && prefix.get(1) == 'K';
    boolean pickle =
        prefix.get(0) == (byte) 0x80 && prefix.get(1) <= 5 && prefix.get(PREFIX) != '{';
    if (zip || pickle) {
      throw new InvalidSafetensors(
          "the file is a PyTorch pickle (.ckpt, .pt), which may run foreign code when it is read:"
              + " convert it to .safetensors first, for example with the webui's checkpoint merger"
              + " or safetensors' convert script");
    }
  }

  private static void read(FileChannel channel, long position, ByteBuffer target)
      throws IOException {
    while (target.hasRemaining()) {
      int count = channel.read(target, position + target.position());
      if (count < 0) {
        throw new InvalidSafetensors("the file ends too early: it is cut off");
      }
    }
  }
}
