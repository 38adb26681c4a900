package dev.lorafoundry.api.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the end of a zip file says of its directory, which whoever opens the file reads as a whole
 * into memory. Layout: APPNOTE.TXT of PKWARE, 4.3.14 to 4.3.16.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int FILE = 0x02014b50;
  private static final int FILE_LENGTH = 46;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_LENGTH = 20;
  private static final int LARGE_END = 0x06064b50;
  private static final int LARGE_END_LENGTH = 56;

  /** A directory may have so many bytes for each entry that is allowed. */
  private static final int BYTES_OF_AN_ENTRY = 1 << 10;

  private ZipDirectory() {}

  /**
   * Looks at every place that could be the end record: readers differ in which they believe.
   *
   * @throws FileRefused if it has more entries, or is longer, than is allowed
   */
  static void requireSmall(Path file, int mostEntries) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long start = Math.max(0, channel.size() - END_LENGTH - LONGEST_COMMENT);
      ByteBuffer tail = read(channel, start, (int) (channel.size() - start));
      for (int at = 0; at + END_LENGTH <= tail.limit(); at++) {
        if (tail.getInt(at) == END) {
          require(Short.toUnsignedLong(tail.getShort(at + 10)), mostEntries);
          requireLength(Integer.toUnsignedLong(tail.getInt(at + 12)), start + at, mostEntries);
          requireSmallLargeEnd(channel, start + at - LOCATOR_LENGTH, mostEntries);
        }
      }
    }
  }

  /**
   * Reads the directory where the last end record says that it is; one that is elsewhere is none to
   * judge by.
   *
   * @throws FileRefused if a file of it can be read by a password only
   */
  static void requireNoPassword(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long start = Math.max(0, channel.size() - END_LENGTH - LONGEST_COMMENT);
      ByteBuffer tail = read(channel, start, (int) (channel.size() - start));
      int end = tail.limit() - END_LENGTH;
      while (end >= 0 && tail.getInt(end) != END) {
        end--;
      }
      long length = end < 0 ? 0 : Integer.toUnsignedLong(tail.getInt(end + 12));
      if (length <= start + end && length <= Integer.MAX_VALUE) {
        requireNoPassword(read(channel, start + end - length, (int) length));
      }
    }
  }

  private static void requireNoPassword(ByteBuffer directory) {
    int at = 0;
    while (at + FILE_LENGTH <= directory.limit() && directory.getInt(at) == FILE) {
      if ((directory.getShort(at + 8) & 1) != 0) {
        throw new FileRefused("The zip file has a password: pack it again without one.");
      }
      at +=
          FILE_LENGTH
              + Short.toUnsignedInt(directory.getShort(at + 28))
              + Short.toUnsignedInt(directory.getShort(at + 30))
              + Short.toUnsignedInt(directory.getShort(at + 32));
    }
  }

  private static void requireSmallLargeEnd(FileChannel channel, long locator, int mostEntries)
      throws IOException {
    if (locator < 0) {
      return;
    }
    ByteBuffer where = read(channel, locator, LOCATOR_LENGTH);
    long at = where.getInt(0) == LOCATOR ? where.getLong(8) : -1;
    if (at < 0 || at > locator - LARGE_END_LENGTH) {
      return;
    }
    ByteBuffer end = read(channel, at, LARGE_END_LENGTH);
    if (end.getInt(0) == LARGE_END) {
      require(end.getLong(32), mostEntries);
      requireLength(end.getLong(40), at, mostEntries);
    }
  }

  private static void require(long entries, int most) {
    if (entries > most && entries != 0xffff) {
      throw new FileRefused(
          String.format(
              Locale.ROOT,
              "The zip file has %,d entries; at most %,d are allowed: pack fewer.",
              entries,
              most));
    }
  }

  /** A length that does not fit into the file is no length: who opens it says so. */
  private static void requireLength(long length, long end, int mostEntries) {
    long most = (long) mostEntries * BYTES_OF_AN_ENTRY;
    if (length > most && length <= end) {
      throw new FileRefused(
          String.format(
              Locale.ROOT,
              "The zip file's directory has %,d bytes; at most %,d are allowed: pack fewer files, without comments.",
              length,
              most));
    }
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    int read;
    do {
      read = channel.read(bytes, at + bytes.position());
    } while (read >= 0 && bytes.hasRemaining());
    return bytes.flip();
  }
}
