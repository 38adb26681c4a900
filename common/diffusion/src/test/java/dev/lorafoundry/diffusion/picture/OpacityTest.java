package dev.lorafoundry.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class OpacityTest {
  private final PictureReader reader = new PictureReader(PictureReader.Limits.DEFAULTS);

  @Test
  void isWhiteWhereNothingShinesThrough() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff102030);
    image.setRGB(1, 0, 0x80102030);

    BufferedImage greys = reader.opacity(file(image, "png"), 3, 1).orElseThrow();

    assertThat(greys.getRGB(0, 0)).isEqualTo(0xffffffff);
    assertThat(greys.getRGB(1, 0)).isEqualTo(0xff808080);
    assertThat(greys.getRGB(2, 0)).isEqualTo(0xff000000);
  }

  @Test
  void aColourOfAPaletteMayBeTransparent() {
    byte[] reds = {0, (byte) 255};
    IndexColorModel palette = new IndexColorModel(1, 2, reds, reds, reds, 0);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setSample(1, 0, 0, 1);

    BufferedImage greys = reader.opacity(file(image, "gif"), 2, 1).orElseThrow();

    assertThat(greys.getRGB(0, 0)).isEqualTo(0xff000000);
    assertThat(greys.getRGB(1, 0)).isEqualTo(0xffffffff);
  }

  @Test
  void picturesWithoutTransparencyHaveNone() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);

    assertThat(reader.opacity(file(image, "png"), 2, 1)).isEmpty();
    assertThat(reader.readGiven(file(image, "png")).getType())
        .isEqualTo(BufferedImage.TYPE_INT_RGB);
  }

  @Test
  void coloursStayAsTheyAreUnderIt() {
    BufferedImage colours = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    BufferedImage greys = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 4; i++) {
      colours.setRGB(i % 2, i / 2, 0x123456 * (i + 1));
      greys.setRGB(i % 2, i / 2, 0x3b3b3b * i);
    }

    BufferedImage read = reader.readGiven(PngFile.of(Opacity.given(colours, greys)));

    for (int i = 0; i < 4; i++) {
      int colour = read.getRGB(i % 2, i / 2);
      assertThat(colour & 0xffffff).isEqualTo(colours.getRGB(i % 2, i / 2) & 0xffffff);
      assertThat(colour >>> 24).isEqualTo(0x3b * i);
    }
  }

  @Test
  void hasAMeanForEachSquare() {
    BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, Color.RED.getRGB());
    image.setRGB(1, 1, 0x33000000);
    image.setRGB(3, 0, 0xff000000);
    image.setRGB(3, 1, 0xff000000);

    assertThat(Opacity.means(image, 2)).containsExactly((255 + 51) / 1020f, 0.5f);
    assertThat(Opacity.means(new BufferedImage(2, 4, BufferedImage.TYPE_INT_RGB), 2))
        .containsExactly(1, 1);
  }

  private static byte[] file(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, out)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
