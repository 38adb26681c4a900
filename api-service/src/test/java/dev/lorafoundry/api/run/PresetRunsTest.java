package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.dataset.DatasetExample;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.preset.PresetExample;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.training.TrainingLengths;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules of runs say of each preset on a released model of the kind it is made for. */
final class PresetRunsTest {
  /** Layers of the smallest rank, and text layers that are used, of each family's releases. */
  private static final int LARGEST_RANK = 320;

  private static final Map<Family, Integer> TEXT_LAYERS =
      Map.of(Family.SD1, 12, Family.SD2, 23, Family.SDXL, 32);

  private static final RunSettings LIMITS = new RunSettings(100, 1000, 400, 500);

  static Stream<Preset> presets() {
    return PresetExample.shipped().all().stream();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void eachPassesEveryRuleOnTheModelsItIsMadeFor(Preset preset) {
    Stream<PredictionType> predictions =
        preset.prediction() == null
            ? Arrays.stream(PredictionType.values())
            : Stream.of(preset.prediction());

    assertThat(predictions)
        .allSatisfy(
            prediction ->
                assertThatCode(judged(preset, prediction)::finish).doesNotThrowAnyException());
  }

  @ParameterizedTest
  @MethodSource("presets")
  void eachIsJudged(Preset preset) {
    RunRequest request = request(preset, Map.of("scaleVPrediction", true));

    assertThatThrownBy(
            judged(request, Objects.requireNonNull(preset.family()), PredictionType.EPSILON)
                ::finish)
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("scaleVPrediction is not allowed");
  }

  private static RunChecks judged(Preset preset, PredictionType prediction) {
    return judged(request(preset, Map.of()), Objects.requireNonNull(preset.family()), prediction);
  }

  private static RunChecks judged(RunRequest request, Family family, PredictionType prediction) {
    RunChecks checks = new RunChecks(LIMITS);
    RequestedSettings requested = RequestedSettings.of(request, PresetExample.shipped());
    List<TrainingSettings> combinations =
        checks.grid(requested, request).map(checks::combinations).orElse(List.of());
    assertThat(combinations).hasSize(1);
    TrainingLengths lengths = new TrainingLengths(DatasetExample.ready(10).manifest());
    checks.rules(combinations, model(family, prediction), lengths);
    checks.heldOut(combinations, DatasetExample.ready(10).manifest());
    checks.batches(combinations, lengths);
    assertThat(checks.preview(requested)).isPresent();
    return checks;
  }

  private static BaseModel model(Family family, PredictionType prediction) {
    return new BaseModel(
        new BaseModelReference(
            BaseModelId.random(),
            "released",
            family,
            prediction,
            "00",
            1,
            "models/00.safetensors",
            null),
        LARGEST_RANK,
        TEXT_LAYERS.get(family));
  }

  private static RunRequest request(Preset preset, Map<String, Object> settings) {
    return new RunRequest(
        VersionId.random(),
        null,
        settings,
        Map.of(),
        true,
        null,
        preset.name(),
        WrittenArguments.NONE,
        List.of(),
        false,
        null,
        null);
  }
}
