package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Settings of the preparation and of previews. */
final class PicturesSettingsTest {
  @Test
  void readsEverySettingOfThePreparation() {
    PreparationSettings all =
        new PreparationSettings(
            640,
            768,
            CropMode.COVER,
            true,
            3,
            true,
            320,
            1280,
            32,
            true,
            true,
            true,
            ResizeMethod.AREA);

    assertThat(
            SettingsCatalogue.PREPARATION.read(
                Map.ofEntries(
                    Map.entry("width", 640),
                    Map.entry("height", 768),
                    Map.entry("crop", "cover"),
                    Map.entry("flip", true),
                    Map.entry("repeats", 3),
                    Map.entry("enableBucket", true),
                    Map.entry("minBucketResolution", 320),
                    Map.entry("maxBucketResolution", 1280),
                    Map.entry("bucketResolutionSteps", 32),
                    Map.entry("bucketNoUpscale", true),
                    Map.entry("alphaMask", true),
                    Map.entry("keepOverflow", true),
                    Map.entry("resizeMethod", "area"))))
        .isEqualTo(all);
    assertThat(SettingsCatalogue.PREPARATION.valuesOf(all))
        .hasSameSizeAs(SettingsCatalogue.PREPARATION.definitions());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crop | none | enableBucket true can't go with crop none",
        "crop | none | keepOverflow true can't go with crop none",
        "minBucketResolution | 576 | is larger than the smaller of width and height: lower it to 512",
        "maxBucketResolution | 704 | is smaller than the larger of width and height: raise it to 768",
        "bucketResolutionSteps | 12 | a multiple of 8",
      })
  void refusesBucketsThatCanNotBe(String setting, String value, String message) {
    Map<String, Object> given = new HashMap<>();
    given.put("height", 768);
    given.put(setting, value);
    given.put("enableBucket", true);
    given.put("keepOverflow", true);

    assertThatThrownBy(() -> SettingsCatalogue.PREPARATION.read(given))
        .hasMessageContaining(message);
  }

  @Test
  void bucketsThatAreNotInUseMayBeAsTheyAre() {
    assertThat(SettingsCatalogue.PREPARATION.read(Map.of("width", 1536)))
        .isEqualTo(
            new PreparationSettings(
                1536,
                512,
                CropMode.COVER,
                false,
                -1,
                false,
                256,
                1024,
                64,
                false,
                false,
                false,
                ResizeMethod.LANCZOS));
  }

  @Test
  void settingsOfThePreparationSurviveTheWire() {
    PreparationSettings settings =
        SettingsCatalogue.PREPARATION.read(Map.of("enableBucket", true, "flip", true));
    JsonMapper json = new JsonMapper();

    assertThat(json.readValue(json.writeValueAsString(settings), PreparationSettings.class))
        .isEqualTo(settings);
  }

  @Test
  void readsSettingsOfVersionsThatKnewNoBuckets() {
    String older =
        "{\"width\":640,\"height\":768,\"crop\":\"none\",\"flip\":true,\"repeats\":3,\"gone\":1}";

    assertThat(new JsonMapper().readValue(older, PreparationSettings.class))
        .isEqualTo(
            new PreparationSettings(
                640,
                768,
                CropMode.NONE,
                true,
                3,
                false,
                256,
                1024,
                64,
                false,
                false,
                false,
                ResizeMethod.LANCZOS));
  }

  @Test
  void readsEverySettingOfPreviews() {
    PreviewSettings all =
        SettingsCatalogue.PREVIEW.read(
            Map.ofEntries(
                Map.entry("prompt", "a cat"),
                Map.entry("negativePrompt", "a dog"),
                Map.entry("width", 640),
                Map.entry("height", 768),
                Map.entry("batchCount", 2),
                Map.entry("batchSize", 3),
                Map.entry("samplers", "DDIM"),
                Map.entry("steps", "10,20"),
                Map.entry("cfgScales", "5"),
                Map.entry("seeds", "7"),
                Map.entry("loraWeights", "0,1")));

    assertThat(all)
        .isEqualTo(
            new PreviewSettings(
                "a cat",
                "a dog",
                640,
                768,
                2,
                3,
                List.of(SamplerType.DDIM),
                List.of(10, 20),
                List.of(5.0),
                List.of(7L),
                List.of(0.0, 1.0)));
    assertThat(SettingsCatalogue.PREVIEW.valuesOf(all))
        .hasSameSizeAs(SettingsCatalogue.PREVIEW.definitions());
  }

  @ParameterizedTest
  @CsvSource({"10, 51", "200, 4", "1, 512", "0, 512"})
  void repeatsFollowTheOriginalsFormula(int originals, int repeats) {
    assertThat(PreparationSettings.DEFAULTS.repeatsFor(originals)).isEqualTo(repeats);
  }

  @Test
  void repeatsAsSetIfPositive() {
    PreparationSettings settings = SettingsCatalogue.PREPARATION.read(Map.of("repeats", 3));

    assertThat(settings.repeatsFor(10)).isEqualTo(3);
    assertThatThrownBy(() -> SettingsCatalogue.PREPARATION.read(Map.of("repeats", 0)))
        .hasMessageContaining("repeats 0 must be -1 or at least 1");
  }

  @Test
  void refusesBucketsWithoutASide() {
    Map<String, Object> narrow =
        Map.of("enableBucket", true, "minBucketResolution", 64, "bucketResolutionSteps", 128);

    assertThatThrownBy(() -> SettingsCatalogue.PREPARATION.read(narrow))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("minBucketResolution 64 is smaller than bucketResolutionSteps")
        .hasMessageContaining("raise it to 128");
  }

  @Test
  void countsPicturesOfPreviewGrid() {
    PreviewSettings settings =
        SettingsCatalogue.PREVIEW.read(Map.of("steps", "10,20", "batchCount", 2));

    assertThat(settings.pictures()).isEqualTo(2L * 4 * 2);
  }
}
