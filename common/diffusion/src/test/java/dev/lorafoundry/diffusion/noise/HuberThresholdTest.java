package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lorafoundry.contracts.settings.LossSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.Fixtures;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class HuberThresholdTest {
  private static final NoiseSchedule ORIGINAL = NoiseSchedule.stableDiffusion();

  /** All that the reference has, as in {@code huber_threshold_snr_0.1_scale1.5}. */
  static Stream<Arguments> thresholds() {
    Pattern name = Pattern.compile("huber_threshold_([a-z]+)_([0-9.]+)_scale([0-9.]+)");
    return Stream.of("default", "zero_terminal_snr")
        .flatMap(
            table ->
                golden(table).get("loss_weights").propertyNames().stream()
                    .map(name::matcher)
                    .filter(Matcher::matches)
                    .map(
                        found ->
                            Arguments.of(
                                table,
                                found.group(),
                                settings(found.group(1), found.group(2), found.group(3)))));
  }

  @ParameterizedTest
  @MethodSource("thresholds")
  void isThatOfTheReference(String table, String name, LossSettings settings) {
    HuberThreshold threshold =
        new HuberThreshold(
            settings, table.equals("default") ? ORIGINAL : ORIGINAL.withZeroTerminalSnr());
    JsonNode golden = golden(table);
    for (int i = 0; i < golden.get("timesteps").size(); i++) {
      int timestep = golden.get("timesteps").get(i).asInt();
      assertThat(threshold.at(timestep))
          .as("%s of %s at %d", name, table, timestep)
          .isCloseTo(
              golden.get("loss_weights").get(name).get(i).asDouble(), withinPercentage(0.01));
    }
  }

  private static JsonNode golden(String table) {
    return Fixtures.json("misc/noise_schedule.json").get(table);
  }

  private static LossSettings settings(String schedule, String c, String scale) {
    return SettingsCatalogue.TRAINING
        .read(Map.of("huberSchedule", schedule, "huberC", c, "huberScale", scale))
        .loss();
  }
}
