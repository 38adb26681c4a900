package dev.lorafoundry.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CoverCropTest {
  @ParameterizedTest
  @CsvSource({"300, 100", "100, 300", "64, 64", "10, 10", "65, 64", "1999, 1003"})
  void bringsEveryPictureToTheSize(int width, int height) {
    BufferedImage image = new CoverCrop(64, 64).apply(threeStripes(width, height));

    assertThat(image.getWidth()).isEqualTo(64);
    assertThat(image.getHeight()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "300, 100, 192, 64, 64, 0",
    "100, 300, 64, 192, 0, 64",
    "64, 64, 64, 64, 0, 0",
    "65, 64, 65, 64, 0, 0"
  })
  void tellsWhatIsCutOff(
      int width, int height, int scaledWidth, int scaledHeight, int left, int top) {
    assertThat(new CoverCrop(64, 64).scaled(width, height))
        .isEqualTo(new CoverCrop.Scaled(scaledWidth, scaledHeight, left, top));
  }

  @Test
  void keepsTheCentre() {
    BufferedImage image = new CoverCrop(64, 64).apply(threeStripes(300, 100));

    assertThat(image.getRGB(32, 32)).isEqualTo(Color.GREEN.getRGB());
    assertThat(image.getRGB(12, 32)).isEqualTo(Color.GREEN.getRGB());
    assertThat(image.getRGB(51, 32)).isEqualTo(Color.GREEN.getRGB());
  }

  @Test
  void leavesPictureOfTheSizeAsItIs() {
    BufferedImage original = threeStripes(96, 64);

    BufferedImage image = new CoverCrop(96, 64).apply(original);

    for (int x = 0; x < 96; x++) {
      assertThat(image.getRGB(x, 10)).isEqualTo(original.getRGB(x, 10));
    }
  }

  @Test
  void flipMirrorsLeftForRight() {
    BufferedImage flipped = Pictures.flipped(threeStripes(90, 10));

    assertThat(flipped.getRGB(5, 5)).isEqualTo(Color.BLUE.getRGB());
    assertThat(flipped.getRGB(85, 5)).isEqualTo(Color.RED.getRGB());
  }

  /** Red, green and blue, from left to right. */
  private static BufferedImage threeStripes(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE};
    for (int i = 0; i < 3; i++) {
      g.setColor(colours[i]);
      g.fillRect(i * width / 3, 0, width / 3 + 1, height);
    }
    g.dispose();
    return image;
  }
}
