package dev.lorafoundry.diffusion.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.Framing.Overflow;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training pictures that keep what lies beyond their size. */
final class OverflowPreparationTest {
  private static final PictureReader READER = new PictureReader(PictureReader.Limits.DEFAULTS);

  @ParameterizedTest
  @CsvSource({
    "201, 100, false, 129, 64, 65, 0", // to 64 × 64
    "100, 201, false, 64, 129, 0, 65",
    "64, 64, false, 64, 64, 0, 0",
    "201, 100, true, 193, 96, 33, 0", // to a bucket of 160 × 96
  })
  void keepsAllOfAPictureThatFillsItsSize(
      int width, int height, boolean buckets, int kept, int keptHeight, int columns, int rows) {
    TrainingPicture picture = prepare(width, height, overflow(buckets)).get(0);

    assertThat(List.of(picture.whole().getWidth(), picture.whole().getHeight()))
        .containsExactly(kept, keptHeight);
    assertThat(picture.framing())
        .isEqualTo(new Framing(width, height, columns / 2, rows / 2, new Overflow(columns, rows)));
    assertThat(List.of(picture.width(), picture.height()))
        .containsExactly(kept - columns, keptHeight - rows);
  }

  @ParameterizedTest
  @CsvSource({"201, 100", "100, 201", "77, 77"})
  void theCentreIsWhatWouldBeCutOut(int width, int height) {
    List<TrainingPicture> cut = prepare(width, height, Map.of("flip", true));
    List<TrainingPicture> kept = prepare(width, height, Map.of("flip", true, "keepOverflow", true));

    for (int i = 0; i < 2; i++) {
      Framing framing = kept.get(i).framing();
      assertSame(
          kept.get(i).whole().getSubimage(framing.left(), framing.top(), 64, 64),
          cut.get(i).whole());
      assertThat(framing.left()).isEqualTo(cut.get(i).framing().left());
      assertThat(framing.top()).isEqualTo(cut.get(i).framing().top());
    }
  }

  @Test
  void theMaskIsKeptAsFarAsThePicture() {
    BufferedImage mask = new BufferedImage(201, 100, BufferedImage.TYPE_INT_RGB);
    mask.createGraphics().fillRect(0, 0, 20, 100);
    UploadedPicture upload =
        UploadedPicture.of(PngFile.of(picture(201, 100))).with(PngFile.of(mask));

    BufferedImage picture = preparation(overflow(false)).apply(upload).get(0).whole();

    assertThat(picture.getWidth()).isEqualTo(129);
    assertThat(picture.getRGB(2, 30) >>> 24).isEqualTo(255);
    assertThat(picture.getRGB(100, 30) >>> 24).isZero();
  }

  @Test
  void refusesToKeepMuchMoreThanIsShown() {
    assertThatThrownBy(() -> prepare(2000, 100, overflow(false)))
        .isInstanceOf(PictureRefused.class)
        .hasMessageContaining("The picture is 2000 × 100 pixels: to fill 64 × 64")
        .hasMessageContaining("at 1280 × 64, more than 16 times")
        .hasMessageContaining("enableBucket");
  }

  private static Map<String, Object> overflow(boolean buckets) {
    return Map.of("keepOverflow", true, "enableBucket", buckets);
  }

  private static List<TrainingPicture> prepare(int width, int height, Map<String, ?> others) {
    return preparation(others).apply(UploadedPicture.of(PngFile.of(picture(width, height))));
  }

  private static PicturePreparation preparation(Map<String, ?> others) {
    Map<String, Object> settings = new HashMap<>(others);
    int side = Boolean.TRUE.equals(others.get("enableBucket")) ? 128 : 64;
    settings.put("width", side);
    settings.put("height", side);
    settings.put("minBucketResolution", 64);
    settings.put("maxBucketResolution", 256);
    settings.put("bucketResolutionSteps", 32);
    return new PicturePreparation(READER, SettingsCatalogue.PREPARATION.read(settings));
  }

  /** Each point in another colour. */
  private static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, new Color(x % 256, y % 256, 77).getRGB());
      }
    }
    return image;
  }

  private static void assertSame(BufferedImage one, BufferedImage other) {
    assertThat(one.getRGB(0, 0, 64, 64, null, 0, 64))
        .isEqualTo(other.getRGB(0, 0, 64, 64, null, 0, 64));
  }
}
