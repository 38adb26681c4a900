package dev.lorafoundry.diffusion.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/**
 * Reads PNG, JPEG, BMP, WebP and the first frame of GIF under limits: size and pixels are known
 * from the header before anything is decoded. Pictures come out upright (EXIF orientation), opaque
 * (transparency over white) and as RGB. What would take more memory than one picture may is read
 * with fewer pixels where that is enough, and refused otherwise.
 */
public final class PictureReader {
  /** How many times the needed size is kept, so that what is cropped from it stays smooth. */
  private static final long SPARE = 2;

  /** Bytes per pixel of an opaque copy and of the upright one. */
  private static final int OPAQUE = 2 * Integer.BYTES;

  /** The same of greys. */
  private static final int GREY = 2;

  private final Limits limits;
  private final long memory;
  private final long webp;
  private final long spare;

  /** Reads one picture at a time, which may take half of the heap. */
  public PictureReader(Limits limits) {
    this(limits, Runtime.getRuntime().maxMemory() / 2, Long.MAX_VALUE, SPARE);
  }

  /**
   * Reads beside others. Of all such readers one at a time decodes lossy WebP, for which it takes
   * up to a quarter of the heap more.
   *
   * @param memory bytes that one decoded picture and its copies may take
   */
  public PictureReader(Limits limits, long memory) {
    this(limits, memory, Runtime.getRuntime().maxMemory() / 4, SPARE);
  }

  /**
   * @param webp bytes that the decoder of lossy WebP may take
   */
  PictureReader(Limits limits, long memory, long webp, long spare) {
    this.limits = limits;
    this.memory = memory;
    this.webp = webp;
    this.spare = spare;
  }

  /**
   * The same reader for what is only looked at: pictures that don't fit into memory may come out
   * with no more pixels than are needed.
   */
  public PictureReader withoutSpare() {
    return new PictureReader(limits, memory, webp, 1);
  }

  /**
   * What is read at most.
   *
   * @param bytes size of the file
   * @param pixels width × height
   * @param time reading and decoding
   */
  public record Limits(long bytes, long pixels, Duration time) {
    public static final Limits DEFAULTS =
        new Limits(64L << 20, 100_000_000, Duration.ofSeconds(20));
  }

  /** Whether a picture of so many pixels, made of others, takes no more memory than one may. */
  public boolean holds(long pixels) {
    return Integer.BYTES * pixels <= memory;
  }

  /** What the header says; width and height as stored, before any rotation, unless said. */
  public record Header(PictureFormat format, int width, int height) {
    private Header turned() {
      return new Header(format, /* width= */ height, /* height= */ width);
    }

    private long pixels(int step) {
      return ((width + step - 1L) / step) * ((height + step - 1L) / step);
    }
  }

  /**
   * Looks at the header only.
   *
   * @throws PictureRefused if the file is no picture that can be read, or a larger one than allowed
   */
  public Header inspect(byte[] file) {
    PictureFormat format = formatOf(file);
    return with(format, file, reader -> header(format, reader));
  }

  /** As {@link #inspect}, but width and height are those of the upright picture. */
  public Header inspectUpright(byte[] file) {
    Header stored = inspect(file);
    return Orientation.of(orientationOf(file)).swapsSides() ? stored.turned() : stored;
  }

  /**
   * Decodes the picture: upright, opaque, {@link BufferedImage#TYPE_INT_RGB}.
   *
   * @throws PictureRefused if the file is no picture that can be read, or a larger one than allowed
   */
  public BufferedImage read(byte[] file) {
    return read(file, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /**
   * As {@link #read(byte[])}, for a use that needs no more than a size: pictures that don't fit
   * into memory come out with every second, third … pixel, but never less than twice that size
   * (once that size {@link #withoutSpare}).
   */
  public BufferedImage read(byte[] file, int width, int height) {
    return decoded(file, width, height, OPAQUE, image -> upright(file, OpaquePicture.of(image)));
  }

  /**
   * As {@link #read(byte[])}, for small copies, of which nobody looks at single points: of every
   * picture no more of them are decoded than give twice that many along the longer side.
   */
  public BufferedImage readSmall(byte[] file, int side) {
    return decoding(
        file,
        (header, reader) -> {
          long step = Math.max(header.width(), header.height()) / (SPARE * side);
          int fitting = fittingStep(header, bytesPerPixel(reader, OPAQUE));
          return upright(file, OpaquePicture.of(decode(reader, (int) Math.max(fitting, step))));
        });
  }

  /**
   * How opaque the points of the picture are, as greys that go with {@link #read(byte[], int, int)}
   * of the same size; empty if the picture has no transparency.
   */
  public Optional<BufferedImage> opacity(byte[] file, int width, int height) {
    return decoded(
        file, width, height, OPAQUE, image -> Opacity.of(image).map(greys -> upright(file, greys)));
  }

  /** As the other, of all points, where nothing else of the picture is needed. */
  public Optional<BufferedImage> opacity(byte[] file) {
    return decoded(
        file,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE,
        GREY,
        image -> Opacity.of(image).map(greys -> upright(file, greys)));
  }

  /**
   * As {@link #read(byte[])}, of a picture that was made by {@link Opacity#given}: with its
   * opacity, and not over white.
   */
  public BufferedImage readGiven(byte[] file) {
    return decoded(
        file,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE,
        OPAQUE,
        image ->
            Opacity.of(image)
                .map(greys -> Opacity.given(image, greys))
                .orElseGet(() -> upright(file, OpaquePicture.of(image))));
  }

  private <T> T decoded(
      byte[] file, int width, int height, int bytes, Function<BufferedImage, T> use) {
    return decoding(
        file,
        (header, reader) -> {
          int step = step(header, bytesPerPixel(reader, bytes), Math.max(width, height));
          return use.apply(decode(reader, step));
        });
  }

  private interface Decoding<T> {
    T of(Header header, ImageReader reader) throws IOException;
  }

  private <T> T decoding(byte[] file, Decoding<T> use) {
    PictureFormat format = formatOf(file);
    if (webp == Long.MAX_VALUE || !LossyWebp.is(format, file)) {
      return decoded(format, file, use);
    }
    LossyWebp.requireRoom(inspect(file), webp);
    // why: not within the time that decoding may take
    return LossyWebp.alone(() -> decoded(format, file, use));
  }

  private <T> T decoded(PictureFormat format, byte[] file, Decoding<T> use) {
    return with(format, file, reader -> use.of(header(format, reader), reader));
  }

  private static BufferedImage upright(byte[] file, BufferedImage image) {
    return Orientation.of(orientationOf(file)).upright(image);
  }

  private interface Use<T> {
    T of(ImageReader reader) throws IOException;
  }

  /** Whatever a decoder throws is the file's fault; that there is none is not. */
  private <T> T with(PictureFormat format, byte[] file, Use<T> use) {
    ImageReader reader = readerOf(format);
    PictureInput in = new PictureInput(file, limits.time());
    try (in) {
      reader.setInput(in, false, true);
      T result = use.of(reader);
      if (in.late()) {
        throw late();
      }
      return result;
    } catch (PictureRefused e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw in.late() ? late() : refusal(format, e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(e);
    } finally {
      reader.dispose();
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

  private static ImageReader readerOf(PictureFormat format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.mediaType());
    if (!readers.hasNext()) {
      throw new IllegalStateException("no decoder for " + format + " on the class path");
    }
    return readers.next();
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

  /** Every how many pixels one is read, across and down. */
  private int step(Header header, int bytesPerPixel, int needed) {
    int step = fittingStep(header, bytesPerPixel);
    if (step > 1 && Math.min(header.width(), header.height()) / step < spare * needed) {
      throw new PictureRefused(
          "The picture is %,d × %,d pixels, which takes more than the %,d MB of memory for one picture: make it smaller."
              .formatted(header.width(), header.height(), memory >> 20));
    }
    return step;
  }

  private int fittingStep(Header header, int bytesPerPixel) {
    int step = 1;
    while (header.pixels(step) > 1 && bytesPerPixel * header.pixels(step) > memory) {
      step++;
    }
    return step;
  }

  /** Of the picture as decoded, and of the copies of it that exist at once. */
  private static int bytesPerPixel(ImageReader reader, int ofCopies) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    int bits = types.hasNext() ? types.next().getColorModel().getPixelSize() : Integer.SIZE;
    return (bits + Byte.SIZE - 1) / Byte.SIZE + ofCopies;
  }

  private static BufferedImage decode(ImageReader reader, int step) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, param);
  }

  private static int orientationOf(byte[] file) {
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer value = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return value == null ? 1 : value;
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      // why: broken metadata says nothing about the picture itself, which is shown as stored
      return 1;
    }
  }

  private PictureRefused late() {
    return new PictureRefused(
        "Decoding takes longer than the %d s allowed.".formatted(limits.time().toSeconds()));
  }

  private static PictureRefused tooLarge(Throwable cause) {
    return new PictureRefused(
        "The picture needs more memory than there is now: make it smaller.", cause);
  }

  private static PictureRefused refusal(PictureFormat format, Exception cause) {
    if (cause.getCause() instanceof OutOfMemoryError) {
      return tooLarge(cause); // why: Java's PNG decoder wraps it
    }
    return new PictureRefused(
        "The "
            + format
            + " file is damaged or incomplete: open it in a picture editor and save it again.",
        cause);
  }
}
