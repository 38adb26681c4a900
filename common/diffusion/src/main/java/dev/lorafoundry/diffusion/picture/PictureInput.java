package dev.lorafoundry.diffusion.picture;

import java.io.IOException;
import java.time.Duration;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A picture's file as decoders read it: from memory, and for a limited time. A decoder ends on its
 * own thread, because from then on it gets nothing more to decode.
 */
final class PictureInput extends ImageInputStreamImpl {
  private final byte[] file;
  private final long start = System.nanoTime();
  private final long nanos;
  private boolean late;

  PictureInput(byte[] file, Duration time) {
    this.file = file;
    nanos = time.toNanos();
  }

  /** Whether the time was over when something was to be read. */
  boolean late() {
    return late;
  }

  @Override
  public int read() throws IOException {
    requireTime();
    bitOffset = 0;
    return streamPos < file.length ? file[(int) streamPos++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    requireTime();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= file.length) {
      return -1;
    }
    int count = (int) Math.min(length, file.length - streamPos);
    System.arraycopy(file, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return file.length;
  }

  private void requireTime() throws IOException {
    late = late || System.nanoTime() - start >= nanos;
    if (late) {
      throw new IOException("decoding takes longer than allowed");
    }
  }
}
