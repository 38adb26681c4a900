package dev.lorafoundry.api.preview;

import dev.lorafoundry.diffusion.picture.CoverCrop;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Makes small JPEGs of rendered pictures when they are looked at: a few at a time, so that a table
 * of hundreds takes neither all processors nor much memory.
 */
public final class Thumbnails {
  /** Widths that there are, in pixels. */
  public static final List<Integer> WIDTHS = List.of(128, 256, 512);

  private static final int AT_ONCE = 2;
  private static final float QUALITY = 0.85f;

  private final ObjectStore store;
  private final Duration patience;
  private final PictureReader reader = new PictureReader(PictureReader.Limits.DEFAULTS);
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /**
   * @param patience how long one waits for its turn
   */
  Thumbnails(ObjectStore store, Duration patience) {
    this.store = store;
    this.patience = patience;
  }

  /**
   * The picture as a JPEG of this width; never enlarged.
   *
   * @param key of the picture's PNG
   * @throws ThumbnailsBusy if too many others are being made
   */
  public byte[] of(String key, int width) {
    await();
    try {
      return jpeg(shrunk(reader.read(store.read(new ObjectKey(key))), width));
    } finally {
      places.release();
    }
  }

  private void await() {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ThumbnailsBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ThumbnailsBusy();
    }
  }

  private static BufferedImage shrunk(BufferedImage picture, int width) {
    if (picture.getWidth() <= width) {
      return picture;
    }
    long height = Math.round((double) picture.getHeight() * width / picture.getWidth());
    return new CoverCrop(width, (int) Math.max(1, height)).apply(picture);
  }

  private static byte[] jpeg(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory can't be written as JPEG", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
