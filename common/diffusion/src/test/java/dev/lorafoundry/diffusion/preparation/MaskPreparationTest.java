package dev.lorafoundry.diffusion.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import dev.lorafoundry.diffusion.picture.PngFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Training pictures that keep the transparency of their originals. */
final class MaskPreparationTest {
  private static final PictureReader READER = new PictureReader(PictureReader.Limits.DEFAULTS);
  private static final int HIDDEN = 0x00123456;

  @Test
  void transparencyIsScaledAndCutAsThePicture() {
    // 256 × 128: the left half is opaque; scaled to 128 × 64, of which the inner 64 stay
    List<TrainingPicture> pictures =
        prepare(halfOpaque(256, 128), Map.of("alphaMask", true, "flip", true));

    BufferedImage picture = pictures.get(0).whole();
    assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(64, 64);
    assertThat(opacity(picture, 10)).isEqualTo(255);
    assertThat(opacity(picture, 26)).isBetween(250, 255);
    assertThat(opacity(picture, 38)).isBetween(0, 5);
    assertThat(opacity(picture, 60)).isZero();
    BufferedImage mirrored = pictures.get(1).whole();
    for (int x = 0; x < 64; x++) {
      assertThat(mirrored.getRGB(x, 30)).isEqualTo(picture.getRGB(63 - x, 30));
    }
  }

  @Test
  void coloursAreOverWhiteWithAMaskAndWithout() {
    byte[] original = halfOpaque(64, 64);

    BufferedImage with = stored(prepare(original, Map.of("alphaMask", true)).get(0));
    BufferedImage without = stored(prepare(original, Map.of()).get(0));

    assertThat(without.getColorModel().hasAlpha()).isFalse();
    for (int x = 0; x < 64; x++) {
      assertThat(with.getRGB(x, 5) & 0xffffff).isEqualTo(without.getRGB(x, 5) & 0xffffff);
    }
    assertThat(with.getRGB(60, 5)).isEqualTo(0x00ffffff);
  }

  @Test
  void opaquePicturesAreStoredAsWithoutMasks() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);

    byte[] with = PngFile.of(prepare(PngFile.of(image), Map.of("alphaMask", true)).get(0).whole());
    byte[] without = PngFile.of(prepare(PngFile.of(image), Map.of()).get(0).whole());

    assertThat(with).isEqualTo(without);
  }

  @Test
  void picturesThatAreTakenAsTheyAreKeepTheirs() {
    TrainingPicture picture =
        prepare(halfOpaque(64, 64), Map.of("alphaMask", true, "crop", "none")).get(0);

    assertThat(opacity(picture.whole(), 31)).isEqualTo(255);
    assertThat(opacity(picture.whole(), 32)).isZero();
  }

  @Test
  void aMaskGoesBeforeTransparency() {
    // white on the right
    BufferedImage mask = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    mask.createGraphics().fillRect(32, 0, 32, 64);
    UploadedPicture upload = UploadedPicture.of(halfOpaque(64, 64)).with(PngFile.of(mask));

    for (boolean kept : new boolean[] {true, false}) {
      BufferedImage picture = prepare(upload, Map.of("alphaMask", kept)).get(0).whole();

      assertThat(opacity(picture, 31)).isZero();
      assertThat(opacity(picture, 32)).isEqualTo(255);
    }
  }

  @Test
  void theRedOfAMaskCounts() {
    BufferedImage mask = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    mask.setRGB(1, 30, 0x40ffff);
    UploadedPicture upload = UploadedPicture.of(halfOpaque(64, 64)).with(PngFile.of(mask));

    assertThat(opacity(prepare(upload, Map.of()).get(0).whole(), 1)).isEqualTo(0x40);
  }

  @Test
  void refusesAMaskOfAnotherSize() {
    UploadedPicture upload = UploadedPicture.of(halfOpaque(64, 64)).with(halfOpaque(64, 32));

    assertThatThrownBy(() -> prepare(upload, Map.of()))
        .isInstanceOf(PictureRefused.class)
        .hasMessage(
            "Its mask can't be used. It is 64 × 32 pixels, but the picture is 64 × 64: upload one of the same size.");
  }

  private static List<TrainingPicture> prepare(byte[] original, Map<String, ?> others) {
    return prepare(UploadedPicture.of(original), others);
  }

  private static List<TrainingPicture> prepare(UploadedPicture original, Map<String, ?> others) {
    Map<String, Object> settings = new HashMap<>(others);
    settings.put("width", 64);
    settings.put("height", 64);
    return new PicturePreparation(READER, SettingsCatalogue.PREPARATION.read(settings))
        .apply(original);
  }

  private static BufferedImage stored(TrainingPicture picture) {
    return READER.readGiven(PngFile.of(picture.whole()));
  }

  private static int opacity(BufferedImage image, int x) {
    return image.getRGB(x, 30) >>> 24;
  }

  /** Red on the left, and nothing on the right. */
  private static byte[] halfOpaque(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x < width / 2 ? Color.RED.getRGB() : HIDDEN);
      }
    }
    return PngFile.of(image);
  }
}
