package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HalvingRulesTest {
  private static final Halving HALVING = new Halving(3, 1);

  @ParameterizedTest
  @CsvSource({
    "minSnrGamma, 0.1, 0.2",
    "huberC, 0.1, 0.2",
    "noiseOffset, 0.1, 0.2",
    "ipNoiseGamma, 0.1, 0.2",
    "randomCrop, false, true"
  })
  void refusesToCompareLossesThatMeasureDifferentThings(String setting, String one, String other) {
    List<TrainingSettings> grid = List.of(read(Map.of(setting, one)), read(Map.of(setting, other)));

    assertThat(HalvingRules.problem(HALVING, grid, Set.of("rank", setting)))
        .map(SettingProblem::message)
        .hasValueSatisfying(
            message ->
                assertThat(message)
                    .contains("not the same for all values of " + setting + ": have validation"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"validationSplit", "validateEveryEpochs", "earlyStopPatience"})
  void comparesValidationLossesOfAny(String validating) {
    Object value = validating.equals("validationSplit") ? 0.1 : (Object) 1;
    List<TrainingSettings> grid =
        List.of(read(Map.of("minSnrGamma", 5, validating, value)), read(Map.of(validating, value)));

    assertThat(HalvingRules.problem(HALVING, grid, Set.of("minSnrGamma"))).isEmpty();
    assertThat(HalvingRules.notes(HALVING, grid)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void comparesNoLossesOfOtherLatents(int validated) {
    Map<String, Object> validation = Map.of("validateEveryEpochs", validated);
    List<TrainingSettings> grid = List.of(read(validation), read(validation));

    assertThat(HalvingRules.problem(HALVING, grid, Set.of("vae")))
        .map(SettingProblem::message)
        .hasValueSatisfying(message -> assertThat(message).contains("give vae one value"));
  }

  @Test
  void saysThatLossesOfTrainingsAreCompared() {
    List<TrainingSettings> grid = List.of(read(Map.of("rank", 4)), read(Map.of("rank", 8)));

    assertThat(HalvingRules.problem(HALVING, grid, Set.of("rank"))).isEmpty();
    assertThat(HalvingRules.notes(HALVING, grid))
        .singleElement()
        .asString()
        .startsWith("Halving compares the mean losses of the trainings, because");
  }

  /** Of epochs 1, 3 and 9 the first one has no validation loss. */
  @Test
  void needsAValidationLossAtEachRung() {
    List<TrainingSettings> grid =
        List.of(
            read(Map.of("validateEveryEpochs", 3, "lossType", "l1")),
            read(Map.of("validateEveryEpochs", 3)));

    assertThat(HalvingRules.problem(HALVING, grid, Set.of("lossType"))).isPresent();
    assertThat(HalvingRules.problem(new Halving(3, 3), grid, Set.of("lossType"))).isEmpty();
  }

  @Test
  void refusesToCompareJobsWithAValidationLossWithOthersThatHaveNone() {
    List<TrainingSettings> grid = List.of(read(Map.of("validationSplit", 0.1)), read(Map.of()));

    assertThat(HalvingRules.problem(HALVING, grid, Set.of("validationSplit")))
        .map(SettingProblem::message)
        .hasValueSatisfying(
            message -> assertThat(message).startsWith("halving can't compare jobs that have"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"validationSplit", "validationSeed", "maxValidationSteps"})
  void refusesToCompareValidationLossesOfOtherPictures(String setting) {
    boolean share = setting.equals("validationSplit");
    Map<String, Object> validated = Map.of("validateEveryEpochs", 1);
    List<TrainingSettings> grid =
        List.of(
            read(with(validated, setting, share ? 0.1 : (Object) 2)),
            read(with(validated, setting, share ? 0.3 : (Object) 3)));

    assertThat(HalvingRules.problem(HALVING, grid, Set.of("rank", setting)))
        .map(SettingProblem::message)
        .hasValueSatisfying(
            message -> assertThat(message).contains("noise for all values of " + setting + ":"));
  }

  @Test
  void refusesToCompareJobsWhoseEpochsNobodyKnows() {
    List<TrainingSettings> grid =
        List.of(read(Map.of("rank", 4, "maxSteps", 90)), read(Map.of("rank", 8, "maxSteps", 90)));

    assertThat(HalvingRules.problem(HALVING, grid, Set.of("rank")))
        .map(SettingProblem::message)
        .hasValueSatisfying(message -> assertThat(message).contains("leave maxSteps out"));
  }

  @Test
  void refusesToCompareTheFirstBatchesOfOtherSizes() {
    Map<String, Object> cut = Map.of("validateEveryEpochs", 1, "maxValidationSteps", 2);
    Map<String, Object> whole = Map.of("validateEveryEpochs", 1);

    assertThat(HalvingRules.problem(HALVING, batches(cut), Set.of("batchSize"))).isPresent();
    assertThat(HalvingRules.problem(HALVING, batches(whole), Set.of("batchSize"))).isEmpty();
  }

  private static List<TrainingSettings> batches(Map<String, Object> settings) {
    return List.of(read(with(settings, "batchSize", 1)), read(with(settings, "batchSize", 2)));
  }

  private static Map<String, Object> with(
      Map<String, Object> settings, String setting, Object value) {
    Map<String, Object> more = new HashMap<>(settings);
    more.put(setting, value);
    return more;
  }

  @Test
  void saysThatNoRungIsReached() {
    TrainingSettings late = read(Map.of("epochs", 10, "validateEveryEpochs", 1));
    TrainingSettings rarelySaved =
        read(Map.of("epochs", 11, "saveEveryEpochs", 11, "minSnrGamma", 5));
    TrainingSettings bySteps = read(Map.of("saveEveryEpochs", 0, "saveEverySteps", 1));
    TrainingSettings judged = read(Map.of("epochs", 11, "validateEveryEpochs", 1));
    Halving halving = new Halving(2, 10);

    assertThat(HalvingRules.notes(halving, List.of(late, rarelySaved, bySteps)))
        .containsExactly(
            "Halving has no rung in the training: its first one is after epoch 10, and no epoch leaves"
                + " a checkpoint (saveEveryEpochs) then or later but the last one.");
    assertThat(HalvingRules.notes(halving, List.of(late, judged)))
        .singleElement()
        .asString()
        .startsWith("Halving has no rung in the training (1 of 2 jobs): its first");
    assertThat(HalvingRules.problem(halving, List.of(late, rarelySaved), Set.of("minSnrGamma")))
        .isEqualTo(Optional.empty());
  }

  private static TrainingSettings read(Map<String, ?> given) {
    Map<String, Object> settings = new HashMap<>(Map.of("epochs", 20, "saveEveryEpochs", 1));
    settings.putAll(given);
    return SettingsCatalogue.TRAINING.read(settings);
  }
}
