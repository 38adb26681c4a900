package dev.lorafoundry.diffusion.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG, JPEG, BMP, WebP and the first frame of GIF under limits: size and pixels are known
 * from the header before anything is decoded. Pictures come out upright (EXIF orientation), opaque
 * (transparency over white) and as RGB.
 */
public final class PictureReader {
  private static final Timer WATCH = new Timer("picture-time-limit", true);

  private final Limits limits;

  public PictureReader(Limits limits) {
    this.limits = limits;
  }

  /**
   * What is read at most.
   *
   * @param bytes size of the file
   * @param pixels width × height
   * @param time decoding
   */
  public record Limits(long bytes, long pixels, Duration time) {
    public static final Limits DEFAULTS =
        new Limits(64L << 20, 100_000_000, Duration.ofSeconds(20));
  }

  /** What the header says; width and height as stored, before any rotation. */
  public record Header(PictureFormat format, int width, int height) {}

  /**
   * Looks at the header only.
   *
   * @throws PictureRefused if the file is no picture that can be read, or a larger one than allowed
   */
  public Header inspect(byte[] file) {
    PictureFormat format = formatOf(file);
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = readerOf(format, in);
      try {
        return header(format, reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw refusal(format, e);
    }
  }

  /**
   * Decodes the picture: upright, opaque, {@link BufferedImage#TYPE_INT_RGB}.
   *
   * @throws PictureRefused if the file is no picture that can be read, or a larger one than allowed
   */
  public BufferedImage read(byte[] file) {
    PictureFormat format = formatOf(file);
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = readerOf(format, in);
      try {
        header(format, reader);
        return Orientation.of(orientationOf(file)).upright(overWhite(decode(reader)));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw refusal(format, e);
    }
  }

  private PictureFormat formatOf(byte[] file) {
    if (file.length == 0) {
      throw new PictureRefused("The file is empty.");
    }
    if (file.length > limits.bytes()) {
      throw new PictureRefused(
          "The file has %,d bytes; at most %,d are allowed."
              .formatted(file.length, limits.bytes()));
    }
    return PictureFormat.of(file)
        .orElseThrow(
            () ->
                new PictureRefused(
                    "The file is not a picture that can be read: use PNG, JPEG, BMP, WebP or GIF."));
  }

  private static ImageReader readerOf(PictureFormat format, ImageInputStream in) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.mediaType());
    if (!readers.hasNext()) {
      throw new IllegalStateException("no decoder for " + format + " on the class path");
    }
    ImageReader reader = readers.next();
    reader.setInput(in, false, true);
    return reader;
  }

  private Header header(PictureFormat format, ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width < 1 || height < 1) {
      throw new PictureRefused("The picture is %d × %d pixels.".formatted(width, height));
    }
    if ((long) width * height > limits.pixels()) {
      throw new PictureRefused(
          "The picture is %,d × %,d pixels; at most %,d in all are allowed: make it smaller."
              .formatted(width, height, limits.pixels()));
    }
    return new Header(format, width, height);
  }

  private BufferedImage decode(ImageReader reader) throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    TimerTask abort =
        new TimerTask() {
          @Override
          public void run() {
            late.set(true);
            reader.abort();
          }
        };
    WATCH.schedule(abort, limits.time().toMillis());
    try {
      BufferedImage image = reader.read(0);
      if (late.get()) {
        throw new PictureRefused(
            "Decoding takes longer than the %d s allowed.".formatted(limits.time().toSeconds()));
      }
      return image;
    } finally {
      abort.cancel();
    }
  }

  private static BufferedImage overWhite(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = opaque.createGraphics();
    g.drawImage(image, 0, 0, Color.WHITE, null);
    g.dispose();
    return opaque;
  }

  private static int orientationOf(byte[] file) throws IOException {
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer value = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return value == null ? 1 : value;
    } catch (ImageProcessingException e) {
      // why: broken metadata says nothing about the picture itself, which is shown as stored
      return 1;
    }
  }

  private static PictureRefused refusal(PictureFormat format, Exception cause) {
    if (cause instanceof PictureRefused refused) {
      return refused;
    }
    return new PictureRefused(
        "The "
            + format
            + " file is damaged or incomplete: open it in a picture editor and save it again.",
        cause);
  }
}
