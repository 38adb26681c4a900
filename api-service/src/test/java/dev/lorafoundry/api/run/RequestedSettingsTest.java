package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.DatasetExample;
import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.preset.InMemoryOwnPresets;
import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.sdscripts.Unsaid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RequestedSettingsTest {
  private static final Presets PRESETS =
      new Presets(
          List.of(
              new Preset(
                  "cat",
                  "Cat",
                  Family.SDXL,
                  PredictionType.V,
                  "For cats.",
                  Map.of("rank", 4, "epochs", 3),
                  Map.of("width", 1024, "height", 1024),
                  Map.of("steps", 30))),
          new InMemoryOwnPresets());
  private static final DatasetSummary SMALL = prepared(512);
  private static final String SAMPLES = Unsaid.SAMPLES.note();
  private static final String PROJECTION = Unsaid.PROJECTION.note();
  private static final String CROPS = Unsaid.CROPS.note();

  @Test
  void settingsOverrideThePresetAndArgumentsOverrideBoth() {
    RequestedSettings requested =
        requested("cat", settings("rank", 8, "seed", 1), "--seed 2", "seed = 3");

    assertThat(requested.training())
        .containsEntry("rank", 8)
        .containsEntry("epochs", 3)
        .containsEntry("seed", 2L);
    assertThat(requested.preview()).containsEntry("steps", 30);
  }

  @Test
  void aGridVariesInTheOrderOfItsAuthor() {
    RequestedSettings requested =
        requested("cat", settings("learningRate", "1e-4,2e-4", "rank", "4,8"), "", "");

    assertThat(List.copyOf(requested.training().keySet())).endsWith("learningRate", "rank");
  }

  @Test
  void saysWhereArgumentsTakeTheValuesOfAGrid() {
    RequestedSettings requested =
        requested(
            null,
            settings("rank", "4,8", "seed", List.of(1, 2), "epochs", 3),
            "--network_dim 16 --seed 3 --max_train_epochs 4",
            "");

    assertThat(requested.training())
        .containsEntry("rank", 16)
        .containsEntry("seed", 3L)
        .containsEntry("epochs", 4);
    assertThat(requested.notes(Family.SD1, PredictionType.V, SMALL))
        .containsExactly(
            "rank is 16 as the arguments say, in all jobs.",
            "seed is 3 as the arguments say, in all jobs.");
  }

  @Test
  void knowsThatCommasOfATextSeparateNoValues() {
    RequestedSettings requested =
        requested(
            null,
            settings(
                "captionPrefix", "sks, photo of", "captionSuffix", List.of("by day", "by night")),
            "--caption_prefix \"a, b\" --caption_suffix indoors",
            "");

    assertThat(requested.training())
        .containsEntry("captionPrefix", "a, b")
        .containsEntry("captionSuffix", "indoors");
    assertThat(requested.notes(Family.SD1, PredictionType.V, SMALL))
        .containsExactly("captionSuffix is indoors as the arguments say, in all jobs.");
  }

  @Test
  void saysWhereThePresetIsMadeForAnotherFamilyAndSize() {
    RequestedSettings requested = requested("cat", settings(), "", "");

    assertThat(requested.notes(Family.SD1, PredictionType.V, SMALL))
        .satisfiesExactly(
            family -> assertThat(family).contains("Preset cat is made for SDXL", "SD1"),
            size -> assertThat(size).contains("1024 × 1024", "512 × 512"));
    assertThat(requested.notes(Family.SDXL, PredictionType.V, prepared(1024))).isEmpty();
  }

  @Test
  void saysWhereThePresetIsMadeForAnotherPrediction() {
    RequestedSettings requested = requested("cat", settings(), "", "");

    assertThat(requested.notes(Family.SDXL, PredictionType.EPSILON, prepared(1024)))
        .containsExactly(
            "Preset cat is made for models that predict v, and the base model predicts noise.");
  }

  @Test
  void tellsWhatNoOptionSaysOfSdxlWhereNobodyChose() {
    assertThat(unsaid(Family.SDXL, settings(), "--seed 2")).containsExactly(PROJECTION, CROPS);
    assertThat(unsaid(Family.SDXL, settings("cropNumbers", "cut"), "--seed 2"))
        .containsExactly(PROJECTION, CROPS);
    assertThat(unsaid(Family.SDXL, settings("textProjection", "transposed"), "--seed 2"))
        .containsExactly(CROPS);
    assertThat(unsaid(Family.SDXL, settings("cropNumbers", "cut,letterbox"), "--seed 2"))
        .containsExactly(PROJECTION);
    assertThat(unsaid(Family.SDXL, settings(), "")).isEmpty();
    assertThat(unsaid(Family.SD1, settings(), "--seed 2")).isEmpty();
  }

  @Test
  void tellsNothingOfACommandThatSettingsSay() {
    String command = "sdxl_train_network.py --seed 2";

    assertThat(unsaid(Family.SDXL, settings(), command))
        .containsExactly(SAMPLES, PROJECTION, CROPS);
    assertThat(unsaid(Family.SD1, settings("cacheLatents", "true"), command))
        .containsExactly(SAMPLES);
    assertThat(
            unsaid(
                Family.SDXL,
                settings(
                    "cacheLatents",
                    false,
                    "textProjection",
                    "transposed",
                    "cropNumbers",
                    "letterbox"),
                command))
        .isEmpty();
  }

  /** Of what nothing said, the notes. */
  private static List<String> unsaid(
      Family family, Map<String, @Nullable Object> settings, String arguments) {
    return requested(null, settings, arguments, "")
        .notes(family, PredictionType.EPSILON, SMALL)
        .stream()
        .filter(List.of(SAMPLES, PROJECTION, CROPS)::contains)
        .toList();
  }

  @Test
  void tellsEveryProblem() {
    RequestedSettings requested = requested("cta", settings(), "--sede 1", "seed");

    assertThat(requested.problems())
        .extracting(SettingProblem::setting)
        .containsExactly("preset", "argumentsToml", "arguments");
  }

  private static DatasetSummary prepared(int size) {
    return DatasetExample.ready(
        DatasetExample.concept("cat", 1, DatasetExample.sized(1, size, size)));
  }

  private static RequestedSettings requested(
      @Nullable String preset,
      Map<String, @Nullable Object> settings,
      String arguments,
      String toml) {
    RunRequest request =
        new RunRequest(
            VersionId.random(),
            null,
            settings,
            Map.of(),
            true,
            null,
            preset,
            new WrittenArguments(arguments, toml),
            List.of(),
            false,
            null,
            null);
    return RequestedSettings.of(request, PRESETS);
  }

  private static Map<String, @Nullable Object> settings(Object... pairs) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put((String) pairs[i], pairs[i + 1]);
    }
    return settings;
  }
}
