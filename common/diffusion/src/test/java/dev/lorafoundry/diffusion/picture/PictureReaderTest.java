package dev.lorafoundry.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureReaderTest {
  private static final byte[] WEBP_LOSSY =
      Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
  private static final byte[] WEBP_LOSSLESS =
      Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  private final PictureReader reader = new PictureReader(PictureReader.Limits.DEFAULTS);

  @ParameterizedTest
  @EnumSource(value = PictureFormat.class, names = "WEBP", mode = EnumSource.Mode.EXCLUDE)
  void readsEachFormat(PictureFormat format) {
    byte[] file = write(quarters(32, 16), format.extension());

    BufferedImage image = reader.read(file);

    assertThat(reader.inspect(file)).isEqualTo(new PictureReader.Header(format, 32, 16));
    assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    assertThat(nearest(image.getRGB(4, 4))).isEqualTo(Color.RED);
    assertThat(nearest(image.getRGB(27, 11))).isEqualTo(Color.WHITE);
  }

  @Test
  void readsNoLossyWebPForWhichItsDecoderNeedsTooMuchMemory() {
    PictureReader.Limits limits = PictureReader.Limits.DEFAULTS;

    assertThatThrownBy(() -> new PictureReader(limits, 1_000, 27, 1).readSmall(WEBP_LOSSY, 128))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("save it as JPEG or PNG");
    assertThat(new PictureReader(limits, 1_000, 28, 1).readSmall(WEBP_LOSSY, 128).getWidth())
        .isEqualTo(1);
    assertThat(new PictureReader(limits, 1_000, 27, 1).read(WEBP_LOSSLESS).getHeight())
        .isEqualTo(1);
  }

  @Test
  void readsLossyAndLosslessWebP() {
    assertThat(reader.inspect(WEBP_LOSSY))
        .isEqualTo(new PictureReader.Header(PictureFormat.WEBP, 1, 1));
    assertThat(reader.read(WEBP_LOSSY).getWidth()).isEqualTo(1);
    assertThat(reader.read(WEBP_LOSSLESS).getHeight()).isEqualTo(1);
  }

  @Test
  void composesTransparencyOverWhite() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00ff0000);
    image.setRGB(1, 0, 0x80000000);

    BufferedImage opaque = reader.read(write(image, "png"));

    assertThat(opaque.getRGB(0, 0)).isEqualTo(Color.WHITE.getRGB());
    assertThat(new Color(opaque.getRGB(1, 0)).getRed()).isBetween(126, 128);
  }

  @ParameterizedTest
  @CsvSource({
    "1, RED, BLUE",
    "2, BLUE, RED",
    "3, WHITE, GREEN",
    "4, GREEN, WHITE",
    "5, RED, GREEN",
    "6, GREEN, RED",
    "7, WHITE, BLUE",
    "8, BLUE, WHITE"
  })
  void turnsPictureUpright(int orientation, String topLeft, String topRight) {
    byte[] file = withOrientation(write(quarters(64, 32), "jpg"), orientation);

    BufferedImage image = reader.read(file);

    int width = orientation <= 4 ? 64 : 32;
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(reader.inspectUpright(file).width()).isEqualTo(width);
    assertThat(reader.inspectUpright(file).height()).isEqualTo(image.getHeight());
    assertThat(nearest(image.getRGB(4, 4))).isEqualTo(colour(topLeft));
    assertThat(nearest(image.getRGB(width - 5, 4))).isEqualTo(colour(topRight));
  }

  @Test
  void refusesEmptyFile() {
    assertThatThrownBy(() -> reader.read(new byte[0]))
        .isInstanceOf(PictureRefused.class)
        .hasMessage("The file is empty.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "<svg/>", "%PDF-1.7", "PK\u0003\u0004"})
  void refusesWhatIsNoPicture(String content) {
    assertThatThrownBy(() -> reader.read(content.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("use PNG, JPEG, BMP, WebP or GIF");
  }

  @ParameterizedTest
  @EnumSource(value = PictureFormat.class, names = "WEBP", mode = EnumSource.Mode.EXCLUDE)
  void refusesTruncatedFile(PictureFormat format) {
    byte[] whole = write(quarters(64, 64), format.extension());
    byte[] cut = Arrays.copyOf(whole, Math.min(20, whole.length / 2));

    assertThatThrownBy(() -> reader.read(cut))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("damaged or incomplete");
  }

  @Test
  void refusesPixelBombByItsHeader() {
    byte[] bomb = pngHeader(50_000, 50_000);

    assertThatThrownBy(() -> reader.inspect(bomb))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("50,000 × 50,000 pixels");
    assertThatThrownBy(() -> reader.read(bomb)).isInstanceOf(PictureRefused.class);
  }

  @Test
  void refusesFileOfTooManyBytes() {
    PictureReader strict =
        new PictureReader(new PictureReader.Limits(10, 1000, Duration.ofSeconds(1)));

    assertThatThrownBy(() -> strict.inspect(write(quarters(8, 8), "png")))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("at most 10 are allowed");
  }

  /** Red, blue / green, white. */
  private static BufferedImage quarters(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    Color[] colours = {Color.RED, Color.BLUE, Color.GREEN, Color.WHITE};
    for (int i = 0; i < 4; i++) {
      g.setColor(colours[i]);
      g.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
    }
    g.dispose();
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

  /** Puts an APP1 segment with one EXIF entry, the orientation, behind the start of the JPEG. */
  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] tiff = {
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] exif = {'E', 'x', 'i', 'f', 0, 0};
    int length = 2 + exif.length + tiff.length;
    return ByteBuffer.allocate(jpeg.length + 2 + length)
        .put(jpeg, 0, 2)
        .put((byte) 0xff)
        .put((byte) 0xe1)
        .putShort((short) length)
        .put(exif)
        .put(tiff)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] pngHeader(int width, int height) {
    byte[] png = write(quarters(8, 8), "png");
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  private static Color colour(String name) {
    return switch (name) {
      case "RED" -> Color.RED;
      case "BLUE" -> Color.BLUE;
      case "GREEN" -> Color.GREEN;
      default -> Color.WHITE;
    };
  }

  /** The test colour that a pixel, changed by compression, came from. */
  private static Color nearest(int rgb) {
    Color pixel = new Color(rgb);
    return new Color(
        pixel.getRed() > 127 ? 255 : 0,
        pixel.getGreen() > 127 ? 255 : 0,
        pixel.getBlue() > 127 ? 255 : 0);
  }
}
