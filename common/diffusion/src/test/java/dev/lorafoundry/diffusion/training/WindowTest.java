package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.contracts.settings.CropNumbers;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowTest {
  private static final Picture WIDE = larger(3, 1);

  @Test
  void theCentreIsWherePreparationWouldCut() {
    assertThat(Window.centre(WIDE)).isEqualTo(new Window(WIDE, 1, 0, true, false));
    assertThat(Window.centre(WIDE).framing()).isEqualTo(WIDE.framing());
  }

  @Test
  void aPictureThatWasCutIsShownAsItIs() {
    Picture cut = picture(new Framing(200, 100, 33, 0));
    BufferedImage file = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);

    for (Window window : List.of(Window.centre(cut), Window.drawn(cut, draws(0)))) {
      assertThat(window).isEqualTo(new Window(cut, 0, 0, true, false));
      assertThat(window.of(file)).isSameAs(file);
      assertThat(window.framing()).isEqualTo(cut.framing());
    }
  }

  /** Eight places, with the first and the last: of 8,000 draws 1,000 each, give or take 30. */
  @Test
  void everyPlaceHasTheSameChance() {
    Map<String, Integer> counts = new TreeMap<>();
    Draws draws = draws(1);
    for (int i = 0; i < 8_000; i++) {
      Window window = Window.drawn(WIDE, draws);
      counts.merge(window.left() + " " + window.top(), 1, Integer::sum);
    }

    assertThat(counts.keySet())
        .containsExactly("0 0", "0 1", "1 0", "1 1", "2 0", "2 1", "3 0", "3 1");
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
  }

  @Test
  void theColumnIsDrawnBeforeTheRow() {
    Draws same = draws(2);
    int left = same.between(0, 4);
    int top = same.between(0, 2);

    Window window = Window.drawn(WIDE, draws(2));

    assertThat(window).isEqualTo(new Window(WIDE, left, top, false, false));
    assertThat(window.framing()).isEqualTo(WIDE.framing().at(left, top));
  }

  @Test
  void drawsHangOnNothingButSeedAndBatch() {
    List<Window> once = IntStream.range(0, 9).mapToObj(i -> Window.drawn(WIDE, draws(i))).toList();
    List<Window> again = IntStream.range(0, 9).mapToObj(i -> Window.drawn(WIDE, draws(i))).toList();

    assertThat(once).isEqualTo(again);
    assertThat(Set.copyOf(once)).hasSizeGreaterThan(4);
  }

  @Test
  void cutsWhatTheFileShowsThere() {
    BufferedImage file = new BufferedImage(67, 65, BufferedImage.TYPE_INT_RGB);
    file.setRGB(2, 1, 0x123456);
    file.setRGB(65, 64, 0x654321);

    BufferedImage part = new Window(WIDE, 2, 1, false, false).of(file);

    assertThat(List.of(part.getWidth(), part.getHeight())).containsExactly(64, 64);
    assertThat(part.getRGB(0, 0) & 0xffffff).isEqualTo(0x123456);
    assertThat(part.getRGB(63, 63) & 0xffffff).isEqualTo(0x654321);
  }

  @Test
  void refusesAFileOfAnotherSize() {
    BufferedImage file = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);

    assertThatThrownBy(() -> Window.centre(WIDE).of(file))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("has 64 × 64 pixels, but the dataset says 67 × 65");
  }

  @Test
  void otherPartsOfAFileAreNotTakenForOneAnother() {
    assertThat(List.of(larger(0, 0), WIDE))
        .extracting(each -> Window.centre(each).identity())
        .containsExactly("00 64 64", "00 64 64 from 1 0");
  }

  /** Of 67 columns the part begins at 2, and ends 1 before the last. */
  @Test
  void aMirrorImageHasOnItsLeftWhatThePartHasOnItsRight() {
    BufferedImage file = new BufferedImage(67, 65, BufferedImage.TYPE_INT_ARGB);
    file.setRGB(2, 1, 0x80123456);
    file.setRGB(65, 1, 0x00654321);
    Window window = new Window(WIDE, 2, 1, false, false).flipped();

    BufferedImage mirror = window.of(file);

    assertThat(mirror.getRGB(63, 0)).isEqualTo(0x80123456);
    assertThat(mirror.getRGB(0, 0)).isEqualTo(0x00654321);
    assertThat(window.framing().left()).isEqualTo(1);
    assertThat(window.framing().top()).isEqualTo(1);
    assertThat(window.identity()).isEqualTo("00 64 64 from 2 1 mirrored");
    assertThat(window.flipped().of(file).getRGB(0, 0)).isEqualTo(0x80123456);
  }

  /**
   * sd-scripts' {@code get_crop_ltrb} tells of e columns left = e div 2 and right = left + width -
   * e, and {@code flip_aug} of int(width - right) = e - e div 2: of the 13 that a picture of 51 ×
   * 64 lacks in 64 × 64, 6, and 7 of its mirror image. Here e columns are cut off.
   */
  @ParameterizedTest
  @CsvSource({
    "201, 100, 32, 0, 33", // filling 64 × 64 it is 129 × 64: of 65 columns
    "201, 100, 33, 0, 32", // the mirror image of the one before, mirrored again
    "200, 100, 32, 0, 32", // of 64
    "100, 201, 0, 32, 0",
    "75, 70, 5, 3, 6", // as it was: of 11
    "66, 65, 1, 0, 1", // as it was: of 2, though of 1 if it filled 64 × 64
    "64, 64, 0, 0, 0",
    "300, 100, 7, 0, 7", // from elsewhere than the centre
  })
  void aMirrorImageHasOnItsLeftWhatWasCutOffOnTheRight(
      int width, int height, int left, int top, int right) {
    Framing framing = new Framing(width, height, left, top);

    assertThat(Window.centre(picture(framing)).flipped().framing())
        .isEqualTo(framing.at(right, top));
  }

  @Test
  void tellsOfWhatWasCutOffOrOfBarsAsTheReference() {
    Picture wide = picture(new Framing(128, 64, 32, 0));
    Picture odd = picture(new Framing(51, 64, 0, 8));

    assertThat(sizes(wide, CropNumbers.CUT)).isEqualTo(new SizeEmbedding(64, 128, 0, 32, 64, 64));
    assertThat(sizes(wide, CropNumbers.LETTERBOX))
        .isEqualTo(new SizeEmbedding(64, 128, 16, 0, 64, 64));
    assertThat(Window.centre(odd).flipped().sizes(CropNumbers.LETTERBOX))
        .isEqualTo(new SizeEmbedding(64, 51, 0, 7, 64, 64));
  }

  /** There, whichever part is shown, in {@code random_crop} too. */
  @Test
  void barsAreTheSameOfEachPart() {
    Window first = new Window(WIDE, 0, 0, false, false);
    Window last = new Window(WIDE, 3, 1, false, false);

    assertThat(first.sizes(CropNumbers.CUT)).isNotEqualTo(last.sizes(CropNumbers.CUT));
    assertThat(first.sizes(CropNumbers.LETTERBOX))
        .isEqualTo(last.sizes(CropNumbers.LETTERBOX))
        .isEqualTo(new SizeEmbedding(194, 200, 0, 0, 64, 64));
  }

  private static SizeEmbedding sizes(Picture picture, CropNumbers numbers) {
    return Window.centre(picture).sizes(numbers);
  }

  private static Draws draws(int batch) {
    return Draws.of(7, batch, Purpose.WINDOWS);
  }

  private static Picture larger(int columns, int rows) {
    return picture(new Framing(200, 194, columns / 2, rows / 2, new Overflow(columns, rows)));
  }

  private static Picture picture(Framing framing) {
    return new Picture("a.png", "key", "00", 64, 64, "", framing);
  }
}
