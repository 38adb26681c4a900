package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lorafoundry.contracts.settings.LossSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.Fixtures;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class HuberThresholdTest {
  private static final NoiseSchedule ORIGINAL = NoiseSchedule.stableDiffusion();

  @ParameterizedTest
  @CsvSource({
    "constant, 0.1",
    "constant, 0.3",
    "exponential, 0.1",
    "exponential, 0.3",
    "snr, 0.1",
    "snr, 0.3",
  })
  void isThatOfTheReference(String schedule, String c) {
    String name = "huber_threshold_" + schedule + "_" + c + "_scale1.5";

    assertGolden("default", name, ORIGINAL, settings(schedule, c));
    assertGolden("zero_terminal_snr", name, ORIGINAL.withZeroTerminalSnr(), settings(schedule, c));
  }

  private static void assertGolden(
      String table, String name, NoiseSchedule schedule, LossSettings settings) {
    HuberThreshold threshold = new HuberThreshold(settings, schedule);
    JsonNode golden = Fixtures.json("misc/noise_schedule.json").get(table);
    for (int i = 0; i < golden.get("timesteps").size(); i++) {
      int timestep = golden.get("timesteps").get(i).asInt();
      assertThat(threshold.at(timestep))
          .as("%s of %s at %d", name, table, timestep)
          .isCloseTo(
              golden.get("loss_weights").get(name).get(i).asDouble(), withinPercentage(0.01));
    }
  }

  private static LossSettings settings(String schedule, String c) {
    return SettingsCatalogue.TRAINING
        .read(Map.of("huberSchedule", schedule, "huberC", c, "huberScale", 1.5))
        .loss();
  }
}
