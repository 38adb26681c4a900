package dev.lorafoundry.diffusion.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.picture.Opacity;
import dev.lorafoundry.diffusion.picture.Pictures;
import dev.lorafoundry.diffusion.vae.Latents;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings that show mirror images by chance, and that sample latents anew. */
final class DrawnPicturesTest {
  private static final Map<String, Object> PLAIN =
      Map.of("optimizer", "AdamW", "train", "unet_only", "savePrecision", "float");
  private static final Picture PICTURE = picture("a", 64);

  /** Three of one size and two of another, each with a digest of its own. */
  private static final DatasetSnapshot PICTURES =
      new DatasetSnapshot(
          1,
          "thing",
          List.of(
              picture("a", 64),
              picture("b", 96),
              picture("c", 64),
              picture("d", 96),
              picture("e", 64)));

  @TempDir private Path folder;

  private final List<String> asked = new ArrayList<>();

  /** Of 4,000 draws 2,000 are expected, with a deviation of sqrt(4000 / 4) = 32. */
  @Test
  void halfOfAllPicturesAreMirroredAndTheSameOnesEachTime() {
    Flips flips = new Flips(true, 7);
    List<List<Boolean>> once = IntStream.range(0, 1_000).mapToObj(i -> flips.of(i, 4)).toList();

    assertThat(once.stream().flatMap(List::stream).filter(each -> each).count())
        .isBetween(1_870L, 2_130L);
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> flips.of(i, 4)).toList()).isEqualTo(once);
    assertThat(new Flips(true, 8).of(0, 64)).isNotEqualTo(flips.of(0, 64));
    assertThat(new Flips(false, 7).of(0, 64)).containsOnly(false);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, false"})
  void goesOnBitForBitFromASavedState(boolean flips, boolean caches) throws IOException {
    Map<String, Object> settings =
        with(Map.of("randomFlip", flips, "cacheLatents", caches, "maskedLoss", true));
    Path state = folder.resolve("state");
    byte[] whole;
    try (TrainingSession session = start(settings)) {
      take(session, 2);
      session.saveState(state);
      take(session, 3);
      whole = lora(session);
    }

    try (TrainingSession session = start(settings)) {
      session.restore(state);
      take(session, 3);

      assertThat(lora(session)).isEqualTo(whole);
    }
    try (TrainingSession session = start(with(Map.of("maskedLoss", true)))) {
      take(session, 5);

      assertThat(lora(session)).isNotEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, false"})
  void anEpochIsAsLongAndReadsEachPictureOnceBeforeIt(boolean flips, boolean caches) {
    long plain;
    try (TrainingSession session = start(PLAIN)) {
      plain = session.stepsPerEpoch();
    }
    asked.clear();
    Map<String, Object> settings =
        with(Map.of("randomFlip", flips, "cacheLatents", caches, "maskedLoss", true));

    try (TrainingSession session = start(settings)) {
      take(session, (int) plain);

      assertThat(session.stepsPerEpoch()).isEqualTo(plain);
      assertThat(session.masked()).isEqualTo(5);
      assertThat(asked).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }
  }

  @Test
  void rowsOfMirrorImagesFollowTheirPictures() {
    Flips flips = new Flips(true, 7);
    List<Integer> rows = List.of(3, 0, 2, 2, 1, 0, 3, 1);
    try (WarmBase warm = warm(new FrozenOutputs(1_000_000));
        ViewMaker maker = maker(warm, Map.of());
        View view = maker.make(List.of(Window.centre(PICTURE)), row -> Draws.from(1))) {
      List<Integer> shown = new FlippedViews(view, flips).shown(5, rows).rows();

      List<Boolean> mirrored = flips.of(5, 8);
      assertThat(mirrored).contains(true, false);
      for (int i = 0; i < 8; i++) {
        assertThat(shown.get(i)).isEqualTo(rows.get(i) * 2 + (mirrored.get(i) ? 1 : 0));
      }
    }
  }

  @Test
  void latentsAndMasksOfAMirrorImageAreThoseOfAMirroredFile() {
    Map<String, Object> masked = Map.of("maskedLoss", true);
    Window mirror = Window.centre(PICTURE).flipped();
    TrainingSettings settings = Sessions.settings(masked);
    try (WarmBase warm = warm(new FrozenOutputs(0));
        ViewMaker maker = maker(warm, masked);
        ViewMaker other =
            new ViewMaker(warm, settings, picture -> Pictures.flipped(file(picture)));
        View made = maker.make(List.of(mirror), row -> Draws.from(1));
        View same = other.make(List.of(Window.centre(PICTURE)), row -> Draws.from(1))) {
      assertThat(made.latents().toFloats()).isEqualTo(same.latents().toFloats());
      float[] mask = requireNonNull(made.conditions().get(Objective.MASKS)).toFloats();
      float[] unmirrored = Opacity.means(file(PICTURE), Latents.FACTOR);
      for (int i = 0; i < 64; i++) {
        assertThat(mask[i]).isEqualTo(unmirrored[i / 8 * 8 + 7 - i % 8]);
      }
      assertThat(mask).isNotEqualTo(unmirrored);
    }
  }

  /** Scaled by 0.18215: mean and deviation are those of the file, numbers those of the batch. */
  @Test
  void eachBatchHasSamplesOfItsOwnAndTheEncoderIsAskedBefore() {
    FrozenOutputs keepingNothing = new FrozenOutputs(0);
    Map<String, Object> anew = Map.of("cacheLatents", false, "seed", 9);
    try (WarmBase warm = warm(keepingNothing);
        PictureEncoder encoder = new PictureEncoder(Models.RUNTIME, warm.base().file());
        VaryingViews views = learnt(warm, anew)) {
      float[] said = encoder.encode(file(PICTURE));
      asked.clear();
      for (int batch = 0; batch < 3; batch++) {
        float[] latents = views.shown(batch, List.of(0)).view().latents().toFloats();

        float[] noise = Draws.of(9, batch, Purpose.WINDOW_LATENTS).normals(256);
        for (int i = 0; i < 256; i++) {
          double expected = (said[i] + said[256 + i] * noise[i]) * 0.18215;
          assertThat(latents[i]).isCloseTo((float) expected, within(1e-6f));
        }
      }
      assertThat(asked).isEmpty();
      assertThat(keepingNothing.computed()).isOne();
    }
  }

  /** The encoder is let go before the first batch, as in a training. */
  private VaryingViews learnt(WarmBase warm, Map<String, Object> settings) {
    try (ViewMaker maker = maker(warm, settings)) {
      return VaryingViews.of(List.of(PICTURE), maker, Sessions.settings(settings));
    }
  }

  @Test
  void theValidationLossIsAsWithoutThem() {
    Map<String, Object> validated =
        with(Map.of("validateEveryEpochs", 1, "validationSplit", 0.4, "learningRate", 1e-9));
    Map<String, Object> drawn = new HashMap<>(validated);
    drawn.putAll(Map.of("randomFlip", true, "cacheLatents", false));

    double plain = firstValidation(validated);

    assertThat(firstValidation(drawn)).isCloseTo(plain, within(1e-6 * plain));
  }

  @ParameterizedTest
  @CsvSource({"true, false, True, False", "false, true, False, True"})
  void saysSoInItsFiles(boolean flips, boolean caches, String flipAug, String cacheLatents)
      throws IOException {
    Map<String, Object> settings = with(Map.of("randomFlip", flips, "cacheLatents", caches));
    try (TrainingSession session = start(settings)) {
      assertThat(LoraFile.read(saved(session)).metadata())
          .containsEntry("ss_flip_aug", flipAug)
          .containsEntry("ss_cache_latents", cacheLatents);
    }
  }

  @Test
  void refusesMorePicturesThanTheMemoryHolds() {
    KeptOutputs kept = new KeptOutputs((key, compute) -> compute.get(), 2 << 20);
    float[] first = kept.get("a", () -> new float[1 << 18]);
    kept.get("b", () -> new float[1 << 18]);

    assertThat(kept.get("a", () -> new float[0])).isSameAs(first);
    assertThatThrownBy(() -> kept.get("c", () -> new float[1]))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("more than the 2 MiB that it has for that: set cacheLatents to true");
  }

  private static Picture picture(String name, int height) {
    return new Picture(name, "key/" + name, "digest of " + name, 64, height, "a thing");
  }

  private double firstValidation(Map<String, Object> settings) {
    try (TrainingSession session = start(settings)) {
      take(session, (int) session.stepsPerEpoch());
      return Sessions.validate(session);
    }
  }

  private static WarmBase warm(FrozenOutputs known) {
    return new WarmBase(Models.RUNTIME, Sessions.base(Family.SD1), known);
  }

  private ViewMaker maker(WarmBase warm, Map<String, Object> settings) {
    return new ViewMaker(warm, Sessions.settings(settings), this::read);
  }

  private TrainingSession start(Map<String, Object> settings) {
    return TrainingSession.start(
        Models.RUNTIME, Sessions.base(), Sessions.settings(settings), PICTURES, this::read);
  }

  private BufferedImage read(Picture picture) {
    asked.add(picture.name());
    return file(picture);
  }

  /** Opacity and colour change from left to right. */
  private static BufferedImage file(Picture picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        Color colour = new Color(4 * x, x * y % 256, picture.name().charAt(0), 255 - x - y);
        image.setRGB(x, y, colour.getRGB());
      }
    }
    return image;
  }

  private static void take(TrainingSession session, int steps) {
    Sessions.take(session, steps, new ArrayList<>());
  }

  private byte[] lora(TrainingSession session) throws IOException {
    return Files.readAllBytes(saved(session));
  }

  private Path saved(TrainingSession session) throws IOException {
    Path file = folder.resolve("lora");
    session.saveLora(file, Sessions.METADATA);
    return file;
  }

  private static Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(PLAIN);
    settings.putAll(more);
    return settings;
  }
}
