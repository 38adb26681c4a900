package dev.lorafoundry.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grey samples come out as they are stored, whatever else the file has. */
final class GreyPictureTest {
  private static final int WIDTH = 16;
  private static final int GREY_LENGTH = 2;

  private final PictureReader reader = new PictureReader(PictureReader.Limits.DEFAULTS);

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void keepsEightBits(String format) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, WIDTH, 1, 0, greys(17));

    assertThat(read(write(image, format))).containsExactly(greys(17));
  }

  @Test
  void keepsTheGreyOfAJpeg() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, 16, BufferedImage.TYPE_BYTE_GRAY);
    int[] flat = new int[WIDTH * 16];
    Arrays.fill(flat, 100);
    image.getRaster().setSamples(0, 0, WIDTH, 16, 0, flat);

    assertThat(read(write(image, "jpg"))).containsOnly(100);
  }

  @Test
  void takesTheUpperHalfOfSixteenBits() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, 1, BufferedImage.TYPE_USHORT_GRAY);
    int[] samples = Arrays.stream(greys(17)).map(each -> each * 256 + 200).toArray();
    image.getRaster().setSamples(0, 0, WIDTH, 1, 0, samples);

    assertThat(read(write(image, "png"))).containsExactly(greys(17));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void spreadsFewBitsOverTheWholeRange(int bits) throws IOException {
    int largest = (1 << bits) - 1;
    byte[] scale = new byte[largest + 1];
    for (int i = 0; i <= largest; i++) {
      scale[i] = (byte) (255 * i / largest);
    }
    BufferedImage image =
        new BufferedImage(
            WIDTH,
            1,
            BufferedImage.TYPE_BYTE_BINARY,
            new IndexColorModel(bits, scale.length, scale, scale, scale));
    image.getRaster().setSamples(0, 0, WIDTH, 1, 0, few(largest, 1));

    byte[] file = write(image, "png");

    assertThat(file[25]).as("colour type: grey").isZero();
    assertThat(read(file)).containsExactly(few(largest, 255 / largest));
  }

  @Test
  void blendsAlphaOfEightBits() throws IOException {
    assertThat(read(write(withAlpha(DataBuffer.TYPE_BYTE, 1), "png")))
        .containsExactly(100, 255, 178, 0);
  }

  @Test
  void blendsAlphaOfSixteenBits() throws IOException {
    assertThat(read(write(withAlpha(DataBuffer.TYPE_USHORT, 257), "png")))
        .containsExactly(100, 255, 178, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void showsWhiteForTheGreyThatIsTransparent(int bits) throws IOException {
    boolean large = bits > Byte.SIZE;
    BufferedImage image =
        new BufferedImage(
            2, 1, large ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY);
    int factor = large ? 257 : 1;
    image.getRaster().setSamples(0, 0, 2, 1, 0, new int[] {100 * factor, 60 * factor});

    byte[] file = transparent(write(image, "png"), 60 * factor);

    assertThat(read(file)).containsExactly(100, 255);
  }

  /** Opaque, transparent and half transparent 100, and opaque black. */
  private static BufferedImage withAlpha(int type, int factor) {
    WritableRaster raster = Raster.createInterleavedRaster(type, 4, 1, 2, new Point());
    int[] samples = {100, 255, 100, 0, 100, 127, 0, 255};
    raster.setPixels(0, 0, 4, 1, Arrays.stream(samples).map(each -> each * factor).toArray());
    ColorSpace grey = ColorSpace.getInstance(ColorSpace.CS_GRAY);
    return new BufferedImage(
        new ComponentColorModel(grey, true, false, Transparency.TRANSLUCENT, type),
        raster,
        false,
        null);
  }

  /** Puts a tRNS chunk before the picture's data. */
  private static byte[] transparent(byte[] png, int grey) {
    int data = new String(png, StandardCharsets.ISO_8859_1).indexOf("IDAT") - 4;
    byte[] chunk = {'t', 'R', 'N', 'S', (byte) (grey >> 8), (byte) grey};
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(png.length + 8 + chunk.length)
        .put(png, 0, data)
        .putInt(GREY_LENGTH)
        .put(chunk)
        .putInt((int) crc.getValue())
        .put(png, data, png.length - data)
        .array();
  }

  private static int[] greys(int step) {
    return IntStream.range(0, WIDTH).map(i -> i * step).toArray();
  }

  private static int[] few(int largest, int step) {
    return IntStream.range(0, WIDTH).map(i -> i % (largest + 1) * step).toArray();
  }

  /** The greys of the file's first line. */
  private int[] read(byte[] file) {
    BufferedImage image = reader.read(file);
    int[] rgb = image.getRGB(0, 0, image.getWidth(), 1, null, 0, image.getWidth());
    assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    assertThat(Arrays.stream(rgb)).allMatch(each -> (each & 0xffffff) == (each & 0xff) * 0x010101);
    return Arrays.stream(rgb).map(each -> each & 0xff).toArray();
  }

  private static byte[] write(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }
}
