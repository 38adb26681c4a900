package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.tensor.FullDevice;
import dev.lorafoundry.tensor.Shape;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings for which a device has no room leave nothing on it. */
final class FullDeviceTest {
  /** Pictures of the size that comes last. */
  private static final int PICTURES = 2;

  private static final int TEXTS = 4;

  private final FullDevice device = new FullDevice();

  @AfterEach
  void close() {
    device.close();
  }

  private TrainingSession start(Family family, Map<String, ?> settings) {
    TrainingSettings all = Sessions.settings(settings);
    return TrainingSession.start(
        device.runtime(), Sessions.base(family), all, Sessions.pictures(), Sessions::picture);
  }

  /** The table that comes last: sizes of pictures, pooled states, tokens, weights of tokens. */
  @ParameterizedTest
  @CsvSource({
    "SDXL, unet_only, false, 2 1536",
    "SDXL, unet_only, false, 4 pooled",
    "SDXL, both, false, 2 1536",
    "SD1, both, true, 4 77"
  })
  void leaveNothingOfTheirDataBehind(
      Family family, String train, boolean weighted, String refused) {
    Shape shape = shape(refused);
    device.refuse(shape::equals);

    assertThatThrownBy(
            () -> start(family, Map.of("train", train, "weightedCaptions", weighted)).close())
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessageContaining(shape.toString());

    assertThat(device.runtime().openTensors()).isZero();
  }

  @Test
  void leaveNothingWhereTheyAreStoppedBetweenCaptions() {
    int[] captions = {0};
    try (WarmBase warm =
        new WarmBase(device.runtime(), Sessions.base(), new FrozenOutputs(1 << 20))) {
      warm.beforeEncoding(
          () -> {
            if (++captions[0] == 2) {
              throw new IllegalStateException("stopped");
            }
          });

      assertThatThrownBy(
              () ->
                  TrainingSession.start(
                      warm,
                      Sessions.settings(Map.of("train", "unet_only")),
                      Sessions.pictures(),
                      Sessions::picture))
          .hasMessage("stopped");
    }

    assertThat(captions[0]).isEqualTo(2);
    assertThat(device.runtime().openTensors()).isZero();
  }

  private static Shape shape(String sizes) {
    assertThat(SizeEmbedding.LENGTH).isEqualTo(1536);
    String[] each = sizes.split(" ");
    assertThat(Integer.parseInt(each[0])).isIn(PICTURES, TEXTS);
    return Shape.of(
        Long.parseLong(each[0]), each[1].equals("pooled") ? pooled() : Long.parseLong(each[1]));
  }

  private static long pooled() {
    return Sessions.base(Family.SDXL)
        .file()
        .shapes()
        .get("conditioner.embedders.1.model.text_projection")
        .size(1);
  }

  @Test
  void leaveNothingOfAStepBehind() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("networkDropout", 0.1);
    settings.put("rankDropout", 0.1);
    settings.put("moduleDropout", 0.1);
    settings.put("epochs", 50);
    try (TrainingSession session = start(Family.SD1, settings)) {
      int open = device.runtime().openTensors();
      int before = device.made();
      session.takeStep();
      int all = device.made() - before;
      assertThat(device.runtime().openTensors()).isEqualTo(open);
      assertThat(all).isGreaterThan(8);
      for (int n = 1; n <= all; n++) {
        device.refuseAfter(n);

        assertThatThrownBy(session::takeStep).isInstanceOf(OutOfMemoryError.class);

        assertThat(device.runtime().openTensors()).as("with no room for %d", n).isEqualTo(open);
      }
    }
  }
}
