package dev.lorafoundry.diffusion.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.picture.Opacity;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that see another part of a picture each time. */
final class CroppedTrainingTest {
  private static final Map<String, Object> PLAIN =
      Map.of(
          "optimizer",
          "AdamW",
          "train",
          "unet_only",
          "savePrecision",
          "float",
          "noiseOffset",
          0.1,
          "adaptiveNoiseScale",
          0.2);

  @TempDir private Path folder;

  private final List<String> asked = new ArrayList<>();

  @Test
  void goesOnBitForBitFromASavedState() throws IOException {
    Map<String, Object> settings = with(Map.of("randomCrop", true, "maskedLoss", true));
    Path state = folder.resolve("state");
    byte[] whole;
    try (TrainingSession session = start(settings, kept())) {
      take(session, 2);
      session.saveState(state);
      take(session, 3);
      whole = lora(session);
    }

    try (TrainingSession session = start(settings, kept())) {
      session.restore(state);
      take(session, 3);

      assertThat(lora(session)).isEqualTo(whole);
    }
  }

  @Test
  void readsEachPictureBeforeTheFirstStepAndThenEachTimeItIsShown() throws IOException {
    try (TrainingSession session = start(with(Map.of("randomCrop", true)), kept())) {
      assertThat(asked).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
      asked.clear();

      take(session, (int) session.stepsPerEpoch());

      assertThat(asked).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }
  }

  @Test
  void withoutRandomCropTheCentreIsTrained() throws IOException {
    byte[] cut;
    try (TrainingSession session = start(PLAIN, cut())) {
      take(session, 4);
      cut = lora(session);
    }

    try (TrainingSession session = start(PLAIN, kept())) {
      asked.clear();
      take(session, 4);

      assertThat(lora(session)).isEqualTo(cut);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void theValidationLossIsOfTheCentres() {
    Map<String, Object> validated =
        with(Map.of("validateEveryEpochs", 1, "validationSplit", 0.4, "learningRate", 1e-9));
    Map<String, Object> cropped = new HashMap<>(validated);
    cropped.put("randomCrop", true);

    double still = firstValidation(validated, cut());

    assertThat(firstValidation(cropped, kept())).isCloseTo(still, within(1e-6 * still));
  }

  @Test
  void refusesPicturesFromWhichTheRestWasCutOff() {
    assertThatThrownBy(() -> start(with(Map.of("randomCrop", true)), cut()))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("randomCrop true needs pictures from which nothing was cut off")
        .hasMessageContaining("switch keepOverflow of the preparation on");
  }

  @Test
  void aMaskedTrainingReadsEachPictureOnce() {
    try (TrainingSession session = start(with(Map.of("maskedLoss", true)), cut())) {
      assertThat(asked).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
      assertThat(session.masked()).isEqualTo(5);
    }
  }

  @Test
  void countsMasksAnywhereInAPicture() {
    Map<String, Object> settings = with(Map.of("maskedLoss", true, "randomCrop", true));

    try (TrainingSession session = start(settings, kept())) {
      assertThat(session.masked()).isEqualTo(5);
    }
  }

  @Test
  void latentsMasksAndSizesAreOfTheSamePart() throws IOException {
    Picture picture = kept().pictures().get(0);
    TrainingSettings settings =
        Sessions.settings(Map.of("maskedLoss", true, "randomCrop", true, "seed", 42));
    try (WarmBase warm = warm(Family.SDXL);
        ViewMaker maker = new ViewMaker(warm, settings, CroppedTrainingTest::file);
        VaryingViews views = VaryingViews.of(List.of(picture), maker, settings)) {
      for (int batch = 0; batch < 3; batch++) {
        Draws draws = Draws.of(42, batch, Purpose.WINDOWS);
        Window first = Window.drawn(picture, draws);
        Window second = Window.drawn(picture, draws);
        float[] expected = cutBefore(warm, first, Draws.of(42, batch, Purpose.WINDOW_LATENTS));

        View view = views.shown(batch, List.of(0, 0)).view();

        assertThat(first).isNotEqualTo(second);
        assertThat(view.latents().toFloats()).startsWith(expected);
        assertThat(numbers(view, Objective.MASKS))
            .startsWith(Opacity.means(first.of(file(picture)), 8))
            .endsWith(Opacity.means(second.of(file(picture)), 8));
        assertThat(numbers(view, TrainedModel.SIZES))
            .startsWith(sizes(first))
            .endsWith(sizes(second));
      }
    }
  }

  @Test
  void saysSoInItsFiles() throws IOException {
    Path file = folder.resolve("said");
    try (TrainingSession session = start(with(Map.of("randomCrop", true)), kept())) {
      session.saveLora(file, Sessions.METADATA);
    }
    assertThat(LoraFile.read(file).metadata())
        .containsEntry("ss_random_crop", "True")
        .containsEntry("ss_cache_latents", "False");

    try (TrainingSession session = start(PLAIN, kept())) {
      session.saveLora(file, Sessions.METADATA);
    }
    assertThat(LoraFile.read(file).metadata())
        .containsEntry("ss_random_crop", "False")
        .containsEntry("ss_cache_latents", "True");
  }

  /** Latents of a picture that is this part and nothing else. */
  private static float[] cutBefore(WarmBase warm, Window window, Draws draws) {
    Picture part = new Picture("part", "key", window.identity(), 64, 64, "");
    try (ViewMaker maker =
            new ViewMaker(
                warm, Sessions.settings(Map.of()), picture -> window.of(file(window.picture())));
        View view = maker.make(List.of(Window.centre(part)), row -> draws)) {
      return view.latents().toFloats();
    }
  }

  private static float[] sizes(Window window) {
    return new SizeEmbedding(200, 300, window.top(), window.left(), 64, 64).toFloats();
  }

  private static float[] numbers(View view, String condition) {
    return requireNonNull(view.conditions().get(condition)).toFloats();
  }

  private static WarmBase warm(Family family) {
    return new WarmBase(Models.RUNTIME, Sessions.base(family), new FrozenOutputs(1_000_000));
  }

  private double firstValidation(Map<String, Object> settings, DatasetSnapshot dataset) {
    try (TrainingSession session = start(settings, dataset)) {
      take(session, (int) session.stepsPerEpoch());
      return Sessions.validate(session);
    }
  }

  private TrainingSession start(Map<String, Object> settings, DatasetSnapshot dataset) {
    return TrainingSession.start(
        Models.RUNTIME,
        Sessions.base(),
        Sessions.settings(settings),
        dataset,
        picture -> {
          asked.add(picture.name());
          return file(picture);
        });
  }

  private static void take(TrainingSession session, int steps) {
    Sessions.take(session, steps, new ArrayList<>());
  }

  private byte[] lora(TrainingSession session) throws IOException {
    Path file = folder.resolve("lora");
    session.saveLora(file, Sessions.METADATA);
    return Files.readAllBytes(file);
  }

  private static Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(PLAIN);
    settings.putAll(more);
    return settings;
  }

  /** Three pictures of one size and two of another, with what lies beyond. */
  private static DatasetSnapshot kept() {
    return dataset(new Overflow(37, 0), new Overflow(0, 21));
  }

  /** The same, cut. */
  private static DatasetSnapshot cut() {
    return dataset(null, null);
  }

  private static DatasetSnapshot dataset(@Nullable Overflow wide, @Nullable Overflow high) {
    return new DatasetSnapshot(
        1,
        "thing",
        List.of(
            picture("a", 64, new Framing(300, 200, 18, 0, wide)),
            picture("b", 96, new Framing(200, 400, 0, 10, high)),
            picture("c", 64, new Framing(300, 200, 18, 0, wide)),
            picture("d", 96, new Framing(200, 400, 0, 10, high)),
            picture("e", 64, new Framing(300, 200, 18, 0, wide))));
  }

  private static Picture picture(String name, int height, Framing framing) {
    return new Picture(name, "key/" + name, "00", 64, height, "a thing", framing);
  }

  private static BufferedImage file(Picture picture) {
    Framing framing = picture.framing();
    BufferedImage whole =
        picture.height() == 64 ? pattern(picture, 64 + 37, 64) : pattern(picture, 64, 96 + 21);
    return framing.kept().isPresent()
        ? whole
        : whole.getSubimage(framing.left(), framing.top(), 64, picture.height());
  }

  /** Each point has a colour and an opacity of its own. */
  private static BufferedImage pattern(Picture picture, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int opacity = 255 - x - y;
        Color colour = new Color(2 * x, x * y % 256, picture.name().charAt(0), opacity);
        image.setRGB(x, y, colour.getRGB());
      }
    }
    return image;
  }
}
