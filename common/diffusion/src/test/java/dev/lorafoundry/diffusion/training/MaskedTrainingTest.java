package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.picture.Opacity;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Trainings that look at parts of pictures only. */
final class MaskedTrainingTest {
  private static final Map<String, ?> MASKED = Map.of("maskedLoss", true, "scheduler", "constant");
  private static final Map<String, ?> WHOLE = Map.of("scheduler", "constant");

  @Test
  void halfTransparentPicturesCountHalf() {
    double whole = losses(WHOLE, Sessions::picture).get(0);

    double half = losses(MASKED, picture -> masked(picture, 0x80)).get(0);

    assertThat(half).isCloseTo(whole * 0x80 / 255, within(1e-5 * whole));
  }

  @Test
  void aRunWithoutMasksSeesTheColoursAlone() {
    assertThat(losses(WHOLE, picture -> masked(picture, 0x80)))
        .isEqualTo(losses(WHOLE, Sessions::picture));
  }

  @Test
  void opaquePicturesCountAsAWhole() {
    List<Double> whole = losses(WHOLE, Sessions::picture);

    List<Double> masked = losses(MASKED, Sessions::picture);

    for (int i = 0; i < whole.size(); i++) {
      assertThat(masked.get(i)).isCloseTo(whole.get(i), within(1e-5 * whole.get(i)));
    }
  }

  @Test
  void nothingIsLearnedWhereNothingIsSeen() {
    try (TrainingSession session = start(MASKED, picture -> masked(picture, 0))) {
      Map<String, float[]> before = numbers(session);
      List<StepReport> reports = new ArrayList<>();
      Sessions.take(session, 2, reports);

      assertThat(reports).extracting(StepReport::loss).containsOnly(0.0);
      assertThat(numbers(session))
          .allSatisfy((name, now) -> assertThat(now).isEqualTo(before.get(name)));
      assertThat(session.masked()).isEqualTo(5);
    }
  }

  @Test
  void countsThePicturesWithMasks() {
    Function<Picture, BufferedImage> one =
        picture ->
            picture.name().equals("b.png") ? masked(picture, 0x80) : Sessions.picture(picture);

    try (TrainingSession session = start(MASKED, one)) {
      assertThat(session.masked()).isOne();
    }
    try (TrainingSession session = start(WHOLE, one)) {
      assertThat(session.masked()).isZero();
    }
  }

  @Test
  void masksAreMeansOfEightByEightPoints() {
    Picture picture = Sessions.picture("a.png", 64, 96, "");
    PictureMasks masks = new PictureMasks(new FrozenOutputs(0)::get);

    float[] mask =
        masks.of(Window.centre(picture), () -> masked(picture, new Rectangle(8, 16, 12, 8), 255));

    assertThat(mask).hasSize(12 * 8);
    assertThat(mask[2 * 8 + 1]).isOne();
    assertThat(mask[2 * 8 + 2]).isEqualTo(0.5f);
    assertThat(mask[2 * 8 + 3]).isZero();
    assertThat(mask[8 + 1]).isZero();
  }

  @Test
  void theValidationLossIsOfWholePictures() {
    Map<String, ?> masked =
        Map.of("maskedLoss", true, "validateEveryEpochs", 1, "scheduler", "constant");
    Map<String, ?> whole = Map.of("validateEveryEpochs", 1, "scheduler", "constant");

    try (TrainingSession one = start(masked, picture -> masked(picture, 0x80));
        TrainingSession other = start(whole, Sessions::picture)) {
      assertThat(Sessions.validate(one)).isEqualTo(Sessions.validate(other));
    }
  }

  private static List<Double> losses(
      Map<String, ?> settings, Function<Picture, BufferedImage> pictures) {
    List<StepReport> reports = new ArrayList<>();
    try (TrainingSession session = start(settings, pictures)) {
      Sessions.take(session, 3, reports);
    }
    return reports.stream().map(StepReport::loss).toList();
  }

  private static TrainingSession start(
      Map<String, ?> settings, Function<Picture, BufferedImage> pictures) {
    return TrainingSession.start(
        Models.RUNTIME,
        Sessions.base(Family.SD1),
        Sessions.settings(settings),
        Sessions.pictures(),
        pictures);
  }

  /** The same everywhere. */
  private static BufferedImage masked(Picture picture, int opacity) {
    return masked(picture, new Rectangle(0, 0, picture.width(), picture.height()), opacity);
  }

  /** Opaque to this degree in a rectangle, and not at all around it. */
  private static BufferedImage masked(Picture picture, Rectangle seen, int opacity) {
    BufferedImage greys =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = greys.createGraphics();
    g.setColor(new Color(opacity, opacity, opacity));
    g.fill(seen);
    g.dispose();
    return Opacity.given(Sessions.picture(picture), greys);
  }

  private static Map<String, float[]> numbers(TrainingSession session) {
    Map<String, float[]> numbers = new HashMap<>();
    Sessions.read(session.parameters()).forEach((name, it) -> numbers.put(name, it.toFloats()));
    return numbers;
  }
}
