package dev.lorafoundry.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.ResizeMethod;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class AreaScaleTest {
  /** 90, 30 and 60 in two points: (90 + 30 / 2) / 1.5 and (30 / 2 + 60) / 1.5. */
  @Test
  void pointsThatAreCoveredInPartCountForThatPart() {
    assertThat(greys(AreaScale.apply(greys(3, 90, 30, 60), 2, 1))).containsExactly(70, 50);
  }

  /** The mean of four is 2.5, which is rounded up. */
  @Test
  void meansAreOfBothDirections() {
    assertThat(greys(AreaScale.apply(greys(2, 1, 2, 3, 4), 1, 1))).containsExactly(3);
  }

  /** Two thirds of each side: (9 · 1 + 18 / 2 + 27 / 2 + 36 / 4) / 2.25 is the first. */
  @Test
  void cornersCountByTheirArea() {
    BufferedImage image = greys(3, 9, 18, 0, 27, 36, 0, 0, 0, 0);

    assertThat(greys(AreaScale.apply(image, 2, 2))).containsExactly(18, 8, 10, 4);
  }

  @Test
  void coloursStayApart() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x204060);
    image.setRGB(1, 0, 0x406080);

    assertThat(AreaScale.apply(image, 1, 1).getRGB(0, 0)).isEqualTo(0xff305070);
  }

  /** Every size from one to all: a mean of equal points is none other. */
  @Test
  void whatIsOfOneColourStaysSo() {
    int[] white = new int[61];
    Arrays.fill(white, 255);
    for (int size = 1; size <= 61; size++) {
      BufferedImage image = greys(61, white);

      assertThat(greys(AreaScale.apply(image, size, 1))).hasSize(size).containsOnly(255);
    }
  }

  @Test
  void enlargedPicturesAreByLanczos() {
    BufferedImage image = greys(2, 0, 255, 255, 0);
    CoverCrop crop = new CoverCrop(8, 8);
    CoverCrop.Scaled scaled = crop.scaled(2, 2);

    assertThat(greys(crop.apply(image, scaled, ResizeMethod.AREA)))
        .isEqualTo(greys(crop.apply(image, scaled, ResizeMethod.LANCZOS)));
  }

  /** One white point of 64: a quarter of what covers it, where Lanczos sharpens its neighbours. */
  @Test
  void smallerPicturesAreByTheMethodThatIsAskedFor() {
    int[] points = new int[64];
    points[27] = 255;
    BufferedImage image = greys(8, points);
    CoverCrop crop = new CoverCrop(4, 4);
    CoverCrop.Scaled scaled = crop.scaled(8, 8);

    assertThat(greys(crop.apply(image, scaled, ResizeMethod.AREA)))
        .containsExactly(0, 0, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(greys(crop.apply(image, scaled, ResizeMethod.LANCZOS)))
        .isNotEqualTo(greys(crop.apply(image, scaled, ResizeMethod.AREA)));
  }

  private static BufferedImage greys(int width, int... greys) {
    BufferedImage image =
        new BufferedImage(width, greys.length / width, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < greys.length; i++) {
      image.setRGB(i % width, i / width, 0x010101 * greys[i]);
    }
    return image;
  }

  private static int[] greys(BufferedImage image) {
    int width = image.getWidth();
    int[] greys = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    for (int i = 0; i < greys.length; i++) {
      greys[i] &= 0xff;
    }
    return greys;
  }
}
