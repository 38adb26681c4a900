package dev.lorafoundry.diffusion.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.settings.ResizeMethod;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.picture.AspectBuckets.Fit;
import dev.lorafoundry.diffusion.picture.AspectBuckets.Size;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Sizes of pictures, against those that sd-scripts chooses. */
final class AspectBucketsTest {
  static Stream<JsonNode> settings() {
    List<JsonNode> settings = new ArrayList<>();
    Fixtures.json("misc/buckets.json").forEach(settings::add);
    if (Fixtures.areCommitted()) {
      assertThat(settings).hasSize(10);
    }
    return settings.stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void hasTheSizesOfTheReference(JsonNode golden) {
    if (!golden.path("no_upscale").asBoolean()) {
      assertThat(buckets(golden).sizes())
          .extracting(size -> List.of(size.width(), size.height()))
          .isEqualTo(pairs(golden.path("predefined")));
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void fitsEveryPictureAsTheReference(JsonNode golden) {
    AspectBuckets buckets = buckets(golden);

    assertThat(golden.path("images")).isNotEmpty();
    if (Fixtures.areCommitted()) {
      assertThat(golden.path("images")).hasSize(60);
    }
    for (JsonNode each : golden.path("images")) {
      int width = each.path("image").get(0).asInt();
      int height = each.path("image").get(1).asInt();
      String name = width + " × " + height;
      Fit fit = buckets.fit(width, height).orElseThrow();
      Size size = fit.size();
      CoverCrop.Scaled scaled = fit.scaled();

      assertThat(List.of(size.width(), size.height()))
          .as("size of %s", name)
          .isEqualTo(pair(each.path("bucket")));
      assertThat(List.of(scaled.width(), scaled.height()))
          .as("scale of %s", name)
          .isEqualTo(pair(each.path("resized")));
      assertThat(List.of(scaled.left(), scaled.top()))
          .as("place in %s", name)
          .isEqualTo(pair(each.path("pixel_offset")));
      assertThat((double) size.width() / size.height() - (double) width / height)
          .as("error of %s", name)
          .isCloseTo(each.path("ar_error").asDouble(), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void putsEveryOriginalBetweenBarsAsTheReference(JsonNode golden) {
    for (JsonNode each : golden.path("images")) {
      Size size = size(each.path("bucket"));
      Size original = size(each.path("image"));
      JsonNode reference = each.path("crop_ltrb");

      assertThat(LetterBox.of(size, original))
          .as("%s in %s", original, size)
          .isEqualTo(
              new LetterBox(
                  reference.get(0).asDouble(),
                  reference.get(1).asDouble(),
                  reference.get(2).asDouble()));
    }
  }

  private static Size size(JsonNode pair) {
    return new Size(pair.get(0).asInt(), pair.get(1).asInt());
  }

  /** Of a mirror image the reference tells int(width - right). */
  @ParameterizedTest
  @CsvSource({"51, 64, 6, 7", "52, 64, 6, 6", "128, 64, 0, 0", "65, 700, 29, 29"})
  void whatIsOnTheRightIsOnTheLeftOfAMirrorImage(
      int width, int height, int left, int leftOfMirrored) {
    LetterBox box = LetterBox.of(new Size(64, 64), new Size(width, height));

    assertThat(box.left(64, false)).isEqualTo(left);
    assertThat(box.left(64, true)).isEqualTo(leftOfMirrored);
  }

  private static AspectBuckets buckets(JsonNode golden) {
    return new AspectBuckets(
        golden.path("resolution").get(0).asInt(),
        golden.path("resolution").get(1).asInt(),
        golden.path("min_bucket_reso").asInt(),
        golden.path("max_bucket_reso").asInt(),
        golden.path("bucket_reso_steps").asInt(),
        golden.path("no_upscale").asBoolean());
  }

  private static List<List<Integer>> pairs(JsonNode lists) {
    List<List<Integer>> pairs = new ArrayList<>();
    lists.forEach(each -> pairs.add(pair(each)));
    return pairs;
  }

  private static List<Integer> pair(JsonNode list) {
    return List.of(list.get(0).asInt(), list.get(1).asInt());
  }

  @ParameterizedTest
  @CsvSource({"63, 64", "64, 63", "6400, 40"})
  void hasNoSizeForPicturesThatAreTooSmallToStaySmall(int width, int height) {
    assertThat(new AspectBuckets(512, 512, 256, 1024, 64, true).fit(width, height)).isEmpty();
  }

  @Test
  void cutsTheMiddleOut() {
    BufferedImage wide = new BufferedImage(192, 64, BufferedImage.TYPE_INT_RGB);
    wide.setRGB(33, 0, 0xff0000);
    Fit fit = new Fit(new Size(128, 64), new CoverCrop.Scaled(192, 64, 32, 0));

    BufferedImage cut = fit.apply(wide, ResizeMethod.LANCZOS);

    assertThat(cut.getWidth()).isEqualTo(128);
    assertThat(cut.getHeight()).isEqualTo(64);
    assertThat(cut.getRGB(1, 0)).isEqualTo(0xffff0000);
  }

  /** The reference takes multiples as well: 100 to 64 and 1000 to 1024. */
  @Test
  void bringsSmallestAndLargestSideToMultiples() {
    assertThat(new AspectBuckets(512, 512, 100, 1000, 64, false))
        .isEqualTo(new AspectBuckets(512, 512, 64, 1024, 64, false));
  }
}
