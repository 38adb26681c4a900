package dev.lorafoundry.diffusion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.settings.ScheduleSettings;
import dev.lorafoundry.contracts.settings.Scheduler;
import dev.lorafoundry.diffusion.Fixtures;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class LearningRateScheduleTest {
  private static final JsonNode GOLDEN = Fixtures.json("misc/lr_schedules.json");

  static Stream<JsonNode> known() {
    return GOLDEN.get("cases").valueStream().filter(each -> scheduler(each).isPresent());
  }

  @ParameterizedTest
  @MethodSource("known")
  void goesAsInTheReference(JsonNode example) {
    double warmup = Double.parseDouble(option(example, "--lr_warmup_steps").orElse("0"));
    ScheduleSettings settings = new ScheduleSettings(scheduler(example).orElseThrow(), warmup);
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
          .isCloseTo(example.get("lr").get(step).asDouble(), within(1e-15));
    }
  }

  private static Optional<Scheduler> scheduler(JsonNode example) {
    String name = option(example, "--lr_scheduler").orElse("");
    return Arrays.stream(Scheduler.values()).filter(it -> it.label().equals(name)).findFirst();
  }

  private static Optional<String> option(JsonNode example, String name) {
    JsonNode options = example.get("options");
    for (int i = 0; i < options.size() - 1; i++) {
      if (options.get(i).asString().equals(name)) {
        return Optional.of(options.get(i + 1).asString());
      }
    }
    return Optional.empty();
  }
}
