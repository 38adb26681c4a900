package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lorafoundry.api.dataset.DatasetExample;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.preset.InMemoryOwnPresets;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.training.TrainingLengths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is judged where not all can be read, with a model that can't follow the clipSkip that holds
 * where none is given.
 */
final class RunChecksTest {
  private static final BaseModel SMALL =
      new BaseModel(
          new BaseModelReference(
              BaseModelId.random(),
              "starter",
              Family.SD1,
              PredictionType.EPSILON,
              "00",
              1,
              "models/00.safetensors",
              null),
          64,
          0);
  private static final int MOST_JOBS = 6;

  @Test
  void judgesDefaultsWhereAllCanBeRead() {
    assertThat(problems(settings())).containsExactly("clipSkip");
  }

  @Test
  void judgesNoDefaultInPlaceOfAValueThatCanNotBeRead() {
    assertThat(problems(settings("rank", "4x"))).containsExactly("rank");
    assertThat(messages(request(settings("rank", "4x"))))
        .singleElement()
        .asString()
        .contains("rank '4x' is not allowed");
    assertThat(problems(settings("rnk", 4))).containsExactly("rnk");
  }

  @Test
  void judgesWhatIsWrittenBesideWhatIsWrong() {
    assertThat(problems(settings("epochs", "many", "clipSkip", 5)))
        .containsExactly("epochs", "clipSkip");
    assertThat(problems(settings("minTimestep", 900, "maxTimestep", 800, "clipSkip", 5)))
        .containsExactly("minTimestep", "clipSkip");
    assertThat(problems(settings("minTimestep", 900, "maxTimestep", 800)))
        .containsExactly("minTimestep");
    assertThat(problems(settings("epochs", "many", "batchSize", 50, "clipSkip", 5)))
        .as("what an epoch is in that run nobody knows")
        .containsExactly("epochs", "clipSkip");
    assertThat(problems(settings("rank", "1000,0", "clipSkip", 5)))
        .containsExactly("rank", "clipSkip");
  }

  @Test
  void judgesNoDefaultInPlaceOfWhatDoesNotGoTogether() {
    RunRequest uneven =
        request(
            settings("rank", "4,8", "alpha", "1,2,3"),
            null,
            WrittenArguments.NONE,
            List.of(List.of("rank", "alpha")));

    assertThat(messages(uneven))
        .singleElement()
        .asString()
        .contains("rank has 2 values, alpha has 3 values");
  }

  @Test
  void judgesWhatIsWrittenBesideAPresetOrArgumentsThatCanNotBeRead() {
    WrittenArguments unreadable = new WrittenArguments("--network_dim=many", "");

    assertThat(problems(request(settings(), "cat", WrittenArguments.NONE, List.of())))
        .containsExactly("preset");
    assertThat(problems(request(settings("clipSkip", 5), null, unreadable, List.of())))
        .containsExactly("arguments", "clipSkip");
    assertThat(problems(request(settings("seed", "1,2,3,4,5,6,7"), null, unreadable, List.of())))
        .containsExactly("arguments");
  }

  @Test
  void refusesArgumentsOfATrainingThatPredictsV() {
    RunRequest request =
        request(
            settings("rank", 8),
            null,
            new WrittenArguments("--v2 --v_parameterization", ""),
            List.of());

    assertThat(messages(request))
        .filteredOn(message -> !message.startsWith("clipSkip"))
        .singleElement()
        .asString()
        .startsWith("--v_parameterization is for base models that predict v, and 'starter' is");
  }

  @Test
  void refusesMoreCheckpointsThanAnybodyLooksThrough() {
    assertThat(problems(settings("maxSteps", 3000, "saveEveryEpochs", 0, "saveEverySteps", 3)))
        .containsExactly("clipSkip");
    assertThat(problems(settings("maxSteps", 3001, "saveEveryEpochs", 0, "saveEverySteps", 3)))
        .containsExactly("clipSkip", "saveEverySteps");
    assertThat(messages(request(settings("epochs", 2002, "saveEveryEpochs", 2))))
        .last()
        .isEqualTo(
            "With saveEveryEpochs 2 and saveEverySteps 0 a job saves 1001 checkpoints, at most 1000"
                + " are allowed: save after more epochs or steps.");
  }

  @Test
  void tellsContradictionsOfWhatCanBeReadAlone() {
    assertThat(problems(settings("epochs", "many", "adaptiveNoiseScale", 1)))
        .containsExactly("epochs", "adaptiveNoiseScale");
    assertThat(problems(settings("noiseOffset", "x", "adaptiveNoiseScale", 1)))
        .containsExactly("noiseOffset");
    assertThat(problems(settings("startFrm", "x", "ranksFromStart", true)))
        .containsExactly("startFrm");
  }

  /** What is wrong with these settings: names of those at fault. */
  private static List<String> problems(Map<String, @Nullable Object> settings) {
    return problems(request(settings));
  }

  private static List<String> problems(RunRequest request) {
    return found(request).stream().map(SettingProblem::setting).toList();
  }

  private static List<String> messages(RunRequest request) {
    return found(request).stream().map(SettingProblem::message).toList();
  }

  private static List<SettingProblem> found(RunRequest request) {
    RunChecks checks = new RunChecks(new RunSettings(MOST_JOBS, 1000, 400, 500));
    RequestedSettings requested =
        RequestedSettings.of(request, new Presets(List.of(), new InMemoryOwnPresets()));
    List<TrainingSettings> combinations =
        checks.grid(requested, request).map(checks::combinations).orElse(List.of());
    checks.prediction(requested, SMALL);
    TrainingLengths lengths = new TrainingLengths(DatasetExample.ready(10).manifest());
    checks.rules(combinations, SMALL, lengths);
    checks.checkpoints(combinations, lengths);
    return catchThrowableOfType(RunRefused.class, checks::finish).problems();
  }

  private static RunRequest request(Map<String, @Nullable Object> settings) {
    return request(settings, null, WrittenArguments.NONE, List.of());
  }

  private static RunRequest request(
      Map<String, @Nullable Object> settings,
      @Nullable String preset,
      WrittenArguments arguments,
      List<List<String>> zip) {
    return new RunRequest(
        VersionId.random(),
        null,
        settings,
        Map.of(),
        true,
        null,
        preset,
        arguments,
        zip,
        false,
        null,
        null);
  }

  private static Map<String, @Nullable Object> settings(Object... pairs) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put((String) pairs[i], pairs[i + 1]);
    }
    return settings;
  }
}
