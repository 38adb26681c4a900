package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings whose captions are changed each time they are shown. */
final class ShownCaptionsTest {
  private static final Map<String, Object> MANY =
      Map.of(
          "shuffleCaption",
          true,
          "keepTokens",
          1,
          "enableWildcard",
          true,
          "captionDropoutRate",
          0.2,
          "captionTagDropoutRate",
          0.2,
          "tokenWarmupSteps",
          4,
          "savePrecision",
          "float",
          "epochs",
          4);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "SD1, both, 1",
    "SD1, unet_only, 2",
    "SDXL, unet_only, 1",
    "SD2, text_encoder_only, 1"
  })
  void goesOnBitForBitFromASavedState(Family family, String train, int accumulation)
      throws IOException {
    Map<String, Object> settings = with("train", train, MANY);
    settings.put("gradientAccumulationSteps", accumulation);
    settings.put("epochs", 4 * accumulation);
    Path state = folder.resolve("state");
    List<StepReport> straight = new ArrayList<>();
    List<StepReport> resumed = new ArrayList<>();

    try (TrainingSession session = start(family, settings, tagged())) {
      Sessions.take(session, 2, straight);
      session.saveState(state);
      Sessions.take(session, 4, straight);
      session.saveLora(folder.resolve("straight"), Sessions.METADATA);
    }
    try (TrainingSession session = start(family, settings, tagged())) {
      session.restore(state);
      Sessions.take(session, 4, resumed);
      session.saveLora(folder.resolve("resumed"), Sessions.METADATA);
    }

    assertThat(resumed).isEqualTo(straight.subList(2, 6));
    assertThat(folder.resolve("resumed")).hasSameBinaryContentAs(folder.resolve("straight"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "unet_only"})
  void learnsOtherwiseFromShuffledCaptions(String train) {
    Map<String, Object> plain = with("train", train, Map.of());
    Map<String, Object> shuffled = with("train", train, Map.of("shuffleCaption", true));

    assertThat(losses(shuffled, tagged())).isNotEqualTo(losses(plain, tagged()));
    assertThat(losses(shuffled, tagged())).isEqualTo(losses(shuffled, tagged()));
    assertThat(losses(with("seed", 5, shuffled), tagged()))
        .isNotEqualTo(losses(shuffled, tagged()));
  }

  /**
   * sd-scripts' {@code read_caption}: a file whose first line is blank is a caption, an empty one.
   */
  @Test
  void aBlankFirstLineIsAnEmptyCaptionAndNoCaptionIsTheClassTokens() {
    DatasetSnapshot dataset =
        new DatasetSnapshot(
            1,
            "thing",
            List.of(
                picture("a.png", "\na red thing\na disc"),
                picture("b.png", "  \na red thing"),
                picture("c.png", ""),
                picture("d.png", "a red thing\n\na disc")));

    assertThat(new Captions(dataset, Sessions.settings(Map.of())).all())
        .containsExactly("", "", "thing", "a red thing");
    assertThat(new Captions(dataset, Sessions.settings(Map.of("enableWildcard", true))).written())
        .containsExactly("a red thing\na disc", "a red thing", "thing", "a red thing\na disc");
  }

  @Test
  void shufflesThePicturesOfOneCaptionDifferently() {
    DatasetSnapshot twins =
        new DatasetSnapshot(
            8, "", List.of(picture("a.png", "a, b, c, d, e"), picture("b.png", "a, b, c, d, e")));
    Captions captions =
        new Captions(twins, Sessions.settings(Map.of("shuffleCaption", true, "batchSize", 2)));

    List<String> first = captions.shown(0, List.of(0, 1));
    List<String> second = captions.shown(1, List.of(0, 1));

    assertThat(new HashSet<>(List.of(first.get(0), first.get(1), second.get(0), second.get(1))))
        .hasSize(4);
    assertThat(captions.shown(0, List.of(0, 1))).isEqualTo(first);
  }

  /** Text that is encoded as it is needed says what it says in the step, until that changes. */
  @ParameterizedTest
  @EnumSource(Family.class)
  void beginsAlikeWithTrainedAndWithFrozenTexts(Family family) {
    double trained = firstLoss(family, with("train", "both", MANY));
    double frozen = firstLoss(family, with("train", "unet_only", MANY));

    assertThat(frozen).isCloseTo(trained, within(1e-5 * trained));
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "unet_only"})
  void trainsDroppedCaptionsAsEmptyOnes(String train) {
    DatasetSnapshot tagged = tagged();
    DatasetSnapshot empty =
        new DatasetSnapshot(
            1, "", tagged.pictures().stream().map(each -> picture(each.name(), "")).toList());

    assertThat(losses(Map.of("train", train, "captionDropoutRate", 1), tagged))
        .isEqualTo(losses(Map.of("train", train), empty))
        .isNotEqualTo(losses(Map.of("train", train), tagged));
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "unet_only"})
  void trainsChangesThatAreAlwaysTheSameAsIfTheyWereWritten(String train) {
    Map<String, Object> settings =
        Map.of("train", train, "captionPrefix", "x,", "secondarySeparator", "+");
    DatasetSnapshot plus = of("a+b, c", "", "d\ne");
    DatasetSnapshot written = of("x, a,b, c", "x, thing", "x, d");

    assertThat(losses(settings, plus)).isEqualTo(losses(Map.of("train", train), written));
  }

  @Test
  void dropsTheCaptionsOfWholeEpochs() {
    Map<String, Object> settings = Map.of("captionDropoutEveryEpochs", 2, "train", "unet_only");

    List<Double> some = losses(settings, tagged());
    List<Double> none = losses(Map.of("train", "unet_only"), tagged());

    int epoch = some.size() / 3;
    assertThat(some.subList(0, epoch)).isEqualTo(none.subList(0, epoch));
    assertThat(some.get(epoch)).isNotEqualTo(none.get(epoch));
  }

  @Test
  void asksFrozenEncodersOnceForEachText() throws IOException {
    Map<String, Object> settings =
        Map.of("train", "unet_only", "captionDropoutRate", 0.5, "savePrecision", "float");
    FrozenOutputs known = new FrozenOutputs(100_000_000);
    byte[] cold = trained(new FrozenOutputs(0), settings);

    assertThat(trained(known, settings)).isEqualTo(cold);
    long bytes = known.bytes();
    assertThat(trained(known, settings)).isEqualTo(cold);
    assertThat(known.bytes()).isEqualTo(bytes);
    long text = 77L * Sessions.base().file().sizes().contextWidth() * Float.BYTES;
    assertThat(bytes)
        .as("at most three captions and the empty one, beside the pictures")
        .isBetween(2 * text, 4 * text + text / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "unet_only"})
  void leavesNoTensorsBehind(String train) {
    try (TensorRuntime runtime = TensorRuntime.cpu(1)) {
      Map<String, Object> settings = with("train", train, MANY);
      try (TrainingSession session = Sessions.start(runtime, settings, tagged())) {
        Sessions.take(session, 1, new ArrayList<>());
        int open = runtime.openTensors();

        Sessions.take(session, 3, new ArrayList<>());

        assertThat(runtime.openTensors()).isEqualTo(open);
      }
      assertThat(runtime.openTensors()).isZero();
    }
  }

  private byte[] trained(FrozenOutputs known, Map<String, Object> settings) throws IOException {
    Path file = folder.resolve("lora");
    try (WarmBase warm = new WarmBase(Models.RUNTIME, Sessions.base(), known);
        TrainingSession session =
            TrainingSession.start(
                warm, Sessions.settings(settings), tagged(), ShownCaptionsTest::pixels)) {
      Sessions.take(session, 6, new ArrayList<>());
      session.saveLora(file, Sessions.METADATA);
    }
    return Files.readAllBytes(file);
  }

  private static List<Double> losses(Map<String, ?> settings, DatasetSnapshot snapshot) {
    List<StepReport> reports = new ArrayList<>();
    try (TrainingSession session = start(Family.SD1, settings, snapshot)) {
      Sessions.take(session, (int) session.totalSteps(), reports);
    }
    return reports.stream().map(StepReport::loss).toList();
  }

  private static TrainingSession start(
      Family family, Map<String, ?> settings, DatasetSnapshot snapshot) {
    return TrainingSession.start(
        Models.RUNTIME,
        Sessions.base(family),
        Sessions.settings(settings),
        snapshot,
        ShownCaptionsTest::pixels);
  }

  /** The same, whatever the caption says. */
  private static BufferedImage pixels(Picture picture) {
    return Sessions.picture(picture(picture.name(), ""));
  }

  private static double firstLoss(Family family, Map<String, ?> settings) {
    try (TrainingSession session = start(family, settings, tagged())) {
      return session.takeStep().loss();
    }
  }

  private static Map<String, Object> with(String name, Object value, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(name, value);
    return settings;
  }

  private static DatasetSnapshot tagged() {
    return of("a, b, c, d", "e, f, {g|h}\ni, j", "k, l");
  }

  private static DatasetSnapshot of(String... captions) {
    List<Picture> pictures = new ArrayList<>();
    for (String caption : captions) {
      pictures.add(picture(pictures.size() + ".png", caption));
    }
    return new DatasetSnapshot(1, "thing", pictures);
  }

  /** With a digest of its own. */
  private static Picture picture(String name, String caption) {
    return new Picture(name, "key/" + name, name, 64, 64, caption);
  }
}
