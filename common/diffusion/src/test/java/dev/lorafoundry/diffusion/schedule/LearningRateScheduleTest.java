package dev.lorafoundry.diffusion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.settings.Scheduler;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.contracts.settings.sdscripts.Config;
import dev.lorafoundry.contracts.settings.sdscripts.SdScripts;
import dev.lorafoundry.contracts.settings.sdscripts.Translation;
import dev.lorafoundry.diffusion.Fixtures;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class LearningRateScheduleTest {
  private static final JsonNode GOLDEN = Fixtures.json("misc/lr_schedules.json");

  /** All but what stands for an optimiser that makes its own rates. */
  static Stream<JsonNode> known() {
    return GOLDEN
        .get("cases")
        .valueStream()
        .filter(each -> !each.get("options").toString().contains("adafactor"))
        .filter(each -> translation(each).problems().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("known")
  void goesAsInTheReference(JsonNode example) {
    TrainingSettings settings = settings(example);
    long steps = GOLDEN.get("max_train_steps").asLong();
    if (example.has("error")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LearningRateSchedule(settings, steps))
          .withMessageContaining("constant_with_warmup");
      return;
    }

    LearningRateSchedule schedule = new LearningRateSchedule(settings, steps);

    double base = GOLDEN.get("base_lr").asDouble();
    for (int step = 0; step < example.get("lr").size(); step++) {
      assertThat(base * schedule.factor(step))
          .as("step %d", step)
          .isCloseTo(example.get("lr").get(step).asDouble(), within(1e-15));
    }
    double second = GOLDEN.get("second_group_lr").asDouble();
    JsonNode ofSecond = example.get("lr_second_group");
    for (int i = 0; i < ofSecond.size(); i++) {
      assertThat(second * schedule.factor(10L * i))
          .as("step %d of the second group", 10 * i)
          .isCloseTo(ofSecond.get(i).asDouble(), within(1e-15));
    }
  }

  @Test
  void everySchedulerHasAnExample() {
    assertThat(known().map(each -> settings(each).schedule().scheduler()))
        .contains(Scheduler.values());
    if (Fixtures.areCommitted()) {
      assertThat(known()).hasSize(25);
    }
  }

  @Test
  void endsAtAFloorThatTheLearningRateMustBeAbove() {
    TrainingSettings settings =
        SettingsCatalogue.TRAINING.read(Map.of("scheduler", "polynomial", "learningRate", 1e-7));

    assertThat(LearningRateSchedule.problem(settings, 10).map(SettingProblem::message))
        .hasValue(
            "learningRate 1.0E-7 is not allowed with the polynomial scheduler, which ends at"
                + " 1.0E-7: use a higher one.");
    assertThat(
            SettingsCatalogue.TRAINING.definition("scheduler").choices().stream()
                .map(
                    each ->
                        SettingsCatalogue.TRAINING.read(
                            Map.of("scheduler", each, "minLrRatio", 0.1, "stepRules", "1:5,0.1")))
                .map(each -> LearningRateSchedule.problem(each, 10)))
        .allMatch(Optional::isEmpty);
  }

  @Test
  void neverDecaysBeforeItWarmedUp() {
    TrainingSettings settings =
        SettingsCatalogue.TRAINING.read(
            Map.of("scheduler", "warmup_stable_decay", "warmup", 0.5, "decaySteps", 60));

    assertThat(LearningRateSchedule.problem(settings, 120)).isEmpty();
    assertThat(LearningRateSchedule.problem(settings, 100))
        .hasValueSatisfying(it -> assertThat(it.message()).contains("50 and 60 steps", "has 100"));
  }

  @Test
  void fallsWithTheRootOfTheStepsAlsoWithoutWarmup() {
    LearningRateSchedule schedule =
        new LearningRateSchedule(
            SettingsCatalogue.TRAINING.read(Map.of("scheduler", "inverse_sqrt")), 40_000);

    assertThat(schedule.factor(0)).isOne();
    assertThat(schedule.factor(30_000)).isCloseTo(0.5, within(1e-12));
  }

  private static TrainingSettings settings(JsonNode example) {
    Map<String, Object> values = new HashMap<>(translation(example).training());
    values.put("learningRate", GOLDEN.get("base_lr").asDouble());
    return SettingsCatalogue.TRAINING.read(values);
  }

  private static Translation translation(JsonNode example) {
    String options =
        example
            .get("options")
            .valueStream()
            .map(each -> "\"" + each.asString() + "\"")
            .collect(Collectors.joining(" "));
    return SdScripts.translate(options, Config.NONE);
  }
}
