package dev.lorafoundry.diffusion.picture;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lossy WebP, whose decoder keeps much of every pixel, however few are asked for: where several
 * pictures are read at a time, these are one by one.
 */
final class LossyWebp {
  /** Bytes that the decoder keeps of each pixel; measured with 6 megapixels. */
  private static final int PER_PIXEL = 28;

  /** Where a file says "VP8L" if it is lossless. */
  private static final int LOSSLESS_AT = 15;

  private static final Lock ONE = new ReentrantLock(/* fair= */ true);

  private LossyWebp() {}

  /** Whether the file is, or may be: those of several parts do not say it at their beginning. */
  static boolean is(PictureFormat format, byte[] file) {
    return format == PictureFormat.WEBP && !(file.length > LOSSLESS_AT && file[LOSSLESS_AT] == 'L');
  }

  /**
   * @throws PictureRefused if the decoder needs more memory than that
   */
  static void requireRoom(PictureReader.Header header, long memory) {
    if ((long) PER_PIXEL * header.width() * header.height() > memory) {
      throw new PictureRefused(
          "The picture is %,d × %,d pixels, and reading that from WebP takes more than the %,d MB of memory for it: make it smaller, or save it as JPEG or PNG."
              .formatted(header.width(), header.height(), memory >> 20));
    }
  }

  /** Waits until nobody else decodes one. */
  static <T> T alone(Supplier<T> decoding) {
    ONE.lock();
    try {
      return decoding.get();
    } finally {
      ONE.unlock();
    }
  }
}
