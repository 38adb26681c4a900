package dev.lorafoundry.api.picture;

import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;

/**
 * Small copies of pictures in the object store, as JPEG files. They are made when somebody asks for
 * them, one at a time, and the latest are kept in memory: objects never change under their keys.
 */
public final class Thumbnails {
  public static final String MEDIA_TYPE = "image/jpeg";

  private static final Set<Integer> WIDTHS = Set.of(128, 256, 512);
  private static final int BYTES_KEPT = 32 << 20;

  private final ObjectStore store;
  private final PictureReader reader;
  private final Duration patience;
  private final RecentFiles recent = new RecentFiles(BYTES_KEPT);
  private final ReentrantLock making = new ReentrantLock(true);

  /**
   * @param reader whose limits hold
   * @param patience how long one waits for its turn
   */
  public Thumbnails(ObjectStore store, PictureReader reader, Duration patience) {
    this.store = store;
    this.reader = reader;
    this.patience = patience;
  }

  /**
   * A copy of the picture that is neither wider nor higher than asked for; a smaller picture keeps
   * its size.
   *
   * @param width 128, 256 or 512
   * @throws ThumbnailRefused if the width is another, or the object is no picture that can be read
   * @throws ThumbnailsBusy if too many others are being made
   */
  public byte[] of(ObjectKey key, int width) {
    requireAllowed(width);
    String name = width + " " + key;
    Optional<byte[]> known = recent.find(name);
    if (known.isPresent()) {
      return known.orElseThrow();
    }
    awaitTurn();
    try {
      return recent.find(name).orElseGet(() -> recent.keep(name, made(key, width)));
    } finally {
      making.unlock();
    }
  }

  /**
   * @throws ThumbnailRefused if there are no copies of this width
   */
  public static void requireAllowed(int width) {
    if (!WIDTHS.contains(width)) {
      throw new ThumbnailRefused(
          "width %d is not allowed: use 128, 256 or 512, or leave it out for the whole picture."
              .formatted(width));
    }
  }

  private void awaitTurn() {
    try {
      if (!making.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ThumbnailsBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ThumbnailsBusy();
    }
  }

  private byte[] made(ObjectKey key, int width) {
    try {
      return jpeg(within(reader.readSmall(store.read(key), width), width));
    } catch (PictureRefused e) {
      throw new ThumbnailRefused(String.valueOf(e.getMessage()), e);
    }
  }

  private static BufferedImage within(BufferedImage image, int side) {
    double scale = Math.min(1, (double) side / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return small;
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "jpg", bytes)) {
        throw new IllegalStateException("no JPEG encoder on the class path");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a JPEG can't be written to memory", e);
    }
    return bytes.toByteArray();
  }
}
