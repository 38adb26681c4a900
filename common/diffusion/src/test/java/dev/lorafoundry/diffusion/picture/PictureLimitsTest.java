package dev.lorafoundry.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is short of time, of memory or of a decoder is said as what it is. */
final class PictureLimitsTest {
  private static final PictureReader.Limits LIMITS = PictureReader.Limits.DEFAULTS;
  private static final int WIDTH = 400;
  private static final int HEIGHT = 200;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(value = PictureFormat.class, names = "WEBP", mode = EnumSource.Mode.EXCLUDE)
  void refusesWhatTakesTooLongAndReadsTheNext(PictureFormat format) {
    byte[] file = write(halves(WIDTH, HEIGHT), format.extension());
    PictureReader hasty =
        new PictureReader(new PictureReader.Limits(1 << 20, 1 << 20, Duration.ZERO));

    assertThatThrownBy(() -> hasty.read(file))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("takes longer than");
    assertThat(new PictureReader(LIMITS).read(file).getWidth()).isEqualTo(WIDTH);
  }

  @Test
  void endsDecodingOfAJpegThatHasBegun() {
    byte[] large = write(noise(3000, 3000), "jpg");
    PictureReader hasty =
        new PictureReader(new PictureReader.Limits(64 << 20, 100_000_000, Duration.ofMillis(30)));

    assertThatThrownBy(() -> hasty.read(large))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("takes longer than");
    assertThat(new PictureReader(LIMITS).read(write(halves(8, 8), "jpg")).getWidth()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void readsFewerPixelsWhereAllWouldNotFitIntoMemory(String format) {
    byte[] file = write(halves(WIDTH, HEIGHT), format);
    PictureReader small = new PictureReader(LIMITS, 12 * WIDTH * HEIGHT / 4);

    BufferedImage image = small.read(file, 50, 50);

    assertThat(image.getWidth()).isEqualTo(WIDTH / 2);
    assertThat(image.getHeight()).isEqualTo(HEIGHT / 2);
    assertThat(new Color(image.getRGB(2, 2)).getRed()).isGreaterThan(200);
    assertThat(new Color(image.getRGB(WIDTH / 2 - 3, 2)).getRed()).isLessThan(50);
  }

  @Test
  void readsNoMorePixelsThanSmallCopiesNeed() {
    byte[] file = write(halves(WIDTH, HEIGHT), "png");

    BufferedImage image = new PictureReader(LIMITS).readSmall(file, 50);

    assertThat(image.getWidth()).isEqualTo(WIDTH / 4);
    assertThat(image.getHeight()).isEqualTo(HEIGHT / 4);
    assertThat(new PictureReader(LIMITS).readSmall(file, 300).getWidth()).isEqualTo(WIDTH);
  }

  @Test
  void readsSmallCopiesWithinTheMemoryOfOnePicture() {
    byte[] file = write(halves(WIDTH, HEIGHT), "png");
    PictureReader small = new PictureReader(LIMITS, 12 * WIDTH * HEIGHT / 16);

    assertThat(small.readSmall(file, 100).getWidth()).isEqualTo(WIDTH / 4);
  }

  @Test
  void needsNoSpareForWhatIsOnlyLookedAt() {
    byte[] file = write(halves(WIDTH, HEIGHT), "png");
    PictureReader small = new PictureReader(LIMITS, 12 * WIDTH * HEIGHT / 4);

    assertThatThrownBy(() -> small.read(file, 80, 80)).isInstanceOf(PictureRefused.class);
    assertThat(small.withoutSpare().read(file, 80, 80).getWidth()).isEqualTo(WIDTH / 2);
    assertThatThrownBy(() -> small.withoutSpare().read(file, 120, 120))
        .isInstanceOf(PictureRefused.class);
  }

  @Test
  void readsAllPixelsWhereTheyFit() {
    byte[] file = write(halves(WIDTH, HEIGHT), "png");

    assertThat(new PictureReader(LIMITS).read(file, 10, 10).getWidth()).isEqualTo(WIDTH);
  }

  @Test
  void refusesWhatWouldNotFitIntoMemory() {
    byte[] file = write(halves(WIDTH, HEIGHT), "png");
    PictureReader small = new PictureReader(LIMITS, 1_000);

    assertThatThrownBy(() -> small.read(file))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("400 × 200 pixels")
        .hasMessageContaining("memory")
        .hasMessageEndingWith("make it smaller.");
    assertThatThrownBy(() -> small.read(file, 64, 64)).isInstanceOf(PictureRefused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void refusesPictureForWhichTheHeapIsTooSmall(String format) {
    byte[] file = withSide(write(halves(8, 8), format), format, 26_000);
    PictureReader careless =
        new PictureReader(
            new PictureReader.Limits(64 << 20, Long.MAX_VALUE, Duration.ofMinutes(5)),
            Long.MAX_VALUE);

    assertThatThrownBy(() -> careless.read(file))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("more memory than there is");
  }

  @Test
  void missingDecoderIsNoDamage() {
    byte[] file = write(halves(WIDTH, HEIGHT), "bmp");
    IIORegistry registry = IIORegistry.getDefaultInstance();
    List<ImageReaderSpi> removed = new ArrayList<>();
    registry
        .getServiceProviders(ImageReaderSpi.class, spi -> readsBmp((ImageReaderSpi) spi), false)
        .forEachRemaining(removed::add);
    removed.forEach(registry::deregisterServiceProvider);
    try {
      assertThatThrownBy(() -> new PictureReader(LIMITS).read(file))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no decoder for BMP on the class path");
    } finally {
      removed.forEach(registry::registerServiceProvider);
    }
  }

  @Test
  void needsNoFolderForTemporaryFiles() {
    byte[] file = write(halves(WIDTH, HEIGHT), "png");
    File before = ImageIO.getCacheDirectory();
    File nowhere = folder.resolve("cache").toFile();
    assertThat(nowhere.mkdir()).isTrue();
    ImageIO.setCacheDirectory(nowhere);
    try {
      assertThat(nowhere.delete()).isTrue();

      assertThat(new PictureReader(LIMITS).read(file).getWidth()).isEqualTo(WIDTH);
    } finally {
      ImageIO.setCacheDirectory(before);
    }
  }

  /** A header that says more: three bytes for each pixel are just what an array can have. */
  private static byte[] withSide(byte[] file, String format, int side) {
    ByteBuffer header = ByteBuffer.wrap(file);
    if (format.equals("bmp")) {
      header.order(ByteOrder.LITTLE_ENDIAN).putInt(18, side).putInt(22, side);
      return file;
    }
    header.putInt(16, side).putInt(20, side);
    CRC32 checksum = new CRC32();
    checksum.update(file, 12, 17);
    header.putInt(29, (int) checksum.getValue());
    return file;
  }

  private static boolean readsBmp(ImageReaderSpi spi) {
    return List.of(spi.getMIMETypes()).contains(PictureFormat.BMP.mediaType());
  }

  /** Red and blue, from left to right. */
  private static BufferedImage halves(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.RED);
    g.fillRect(0, 0, width / 2, height);
    g.setColor(Color.BLUE);
    g.fillRect(width / 2, 0, width, height);
    g.dispose();
    return image;
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (x * 31 + y * 17) * 0x9e3779b1);
      }
    }
    return image;
  }

  private static byte[] write(BufferedImage image, String format) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      assertThat(ImageIO.write(image, format, out)).isTrue();
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
