package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.picture.PicturePlaces;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class TryPreparationTest {
  private final InMemoryPictures pictures = new InMemoryPictures();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final TryPreparation trial =
      new TryPreparation(
          pictures,
          new InMemoryPreparationPlans(),
          store,
          new PictureReader(PictureReader.Limits.DEFAULTS),
          new PicturePlaces(1, Duration.ofSeconds(20), 1 << 20));

  @Test
  void showsWhatIsCutOff() throws IOException {
    PictureId wide = stored(400, 100);

    PreparationTrial made = trial.of(wide, Map.of("width", 64, "height", "64", "flip", true));

    assertThat(made.width()).isEqualTo(64);
    assertThat(made.height()).isEqualTo(64);
    assertThat(made.count()).isEqualTo(2);
    assertThat(made.framing().originalWidth()).isEqualTo(400);
    assertThat(made.framing().left()).isEqualTo(96);
    assertThat(made.mask()).isNull();
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(made.picture()));
    assertThat(picture.getWidth()).isEqualTo(64);
  }

  @Test
  void showsLargeOnesInSmallAndMasksBesideThem() throws IOException {
    PictureId picture = stored(2048, 1024);
    ObjectKey mask = new ObjectKey("datasets/masks/1");
    store.put(mask, Content.of(PngFile.of(image(2048, 1024)), Content.PNG));
    pictures.mask(picture, new Mask(mask.value(), "00"));

    PreparationTrial made = trial.of(picture, Map.of("width", 2048, "height", 1024));

    assertThat(made.width()).isEqualTo(2048);
    assertThat(ImageIO.read(new ByteArrayInputStream(made.picture())).getWidth()).isEqualTo(512);
    assertThat(ImageIO.read(new ByteArrayInputStream(made.mask())).getHeight()).isEqualTo(256);
  }

  @Test
  void saysWhyNothingComesOfIt() {
    PictureId wide = stored(400, 100);

    assertThatThrownBy(() -> trial.of(wide, Map.of("crop", "none")))
        .isInstanceOf(TrialRefused.class)
        .hasMessageContaining("not 512 × 512");
    assertThatThrownBy(() -> trial.of(wide, Map.of("width", 7)))
        .isInstanceOf(InvalidSettings.class);
    assertThatThrownBy(() -> trial.of(PictureId.random(), Map.of()))
        .isInstanceOf(PictureNotFound.class);
  }

  private PictureId stored(int width, int height) {
    Picture picture = PictureExample.aPicture(VersionId.random(), 0).picture();
    pictures.add(picture);
    store.put(
        new ObjectKey(picture.original().key()),
        Content.of(PngFile.of(image(width, height)), Content.PNG));
    return picture.id();
  }

  private static BufferedImage image(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }
}
