package dev.lorafoundry.diffusion.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An output as a file: a mark, the key and the numbers, each behind its length, and a checksum of
 * all that; little-endian. So a file that was cut off, damaged or renamed is not taken for one.
 */
final class StoredOutput {
  private static final byte[] MARK = "LFoutpt1".getBytes(StandardCharsets.US_ASCII);

  private StoredOutput() {}

  static byte[] write(String key, float... numbers) {
    byte[] head = head(key);
    byte[] content = new byte[head.length + 2 * Integer.BYTES + Float.BYTES * numbers.length];
    ByteBuffer file = little(content);
    file.put(head).putInt(numbers.length).asFloatBuffer().put(numbers);
    int end = content.length - Integer.BYTES;
    file.putInt(end, checksum(content, end));
    return content;
  }

  /** The numbers; empty if this is not the whole file of that key. */
  static Optional<float[]> read(String key, byte... content) {
    byte[] head = head(key);
    int length = content.length - head.length - 2 * Integer.BYTES;
    if (length < 0 || !Arrays.equals(content, 0, head.length, head, 0, head.length)) {
      return Optional.empty();
    }
    ByteBuffer file = little(content).position(head.length);
    int end = content.length - Integer.BYTES;
    if (file.getInt() * (long) Float.BYTES != length
        || file.getInt(end) != checksum(content, end)) {
      return Optional.empty();
    }
    float[] numbers = new float[length / Float.BYTES];
    file.asFloatBuffer().get(numbers);
    return Optional.of(numbers);
  }

  private static byte[] head(String key) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    byte[] head = new byte[MARK.length + Integer.BYTES + name.length];
    little(head).put(MARK).putInt(name.length).put(name);
    return head;
  }

  private static ByteBuffer little(byte... bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int checksum(byte[] bytes, int count) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, count);
    return (int) checksum.getValue();
  }
}
