package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lorafoundry.diffusion.Fixtures;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class NoiseScheduleTest {
  private final NoiseSchedule schedule = NoiseSchedule.stableDiffusion();
  private final JsonNode golden = Fixtures.json("misc/noise_schedule.json").get("default");

  @Test
  void matchesTheReferenceAtEveryTimestep() {
    for (int t = 0; t < NoiseSchedule.TIMESTEPS; t++) {
      assertThat((double) NoiseSchedule.beta(t))
          .isCloseTo(golden.get("betas").get(t).asDouble(), withinPercentage(1e-4));
      assertThat(schedule.alpha(t))
          .isCloseTo(golden.get("alphas_cumprod").get(t).asDouble(), withinPercentage(1e-4));
    }
  }

  @Test
  void leavesNothingOfThePictureAtTheEndIfAsked() {
    NoiseSchedule rescaled = schedule.withZeroTerminalSnr();
    JsonNode alphas =
        Fixtures.json("misc/noise_schedule.json").get("zero_terminal_snr").get("alphas_cumprod");

    for (int t = 0; t < NoiseSchedule.TIMESTEPS - 1; t++) {
      assertThat(rescaled.alpha(t))
          .as("%d", t)
          .isCloseTo(alphas.get(t).asDouble(), withinPercentage(0.01));
    }
    assertThat(rescaled.alpha(NoiseSchedule.TIMESTEPS - 1)).isZero();
    assertThat(rescaled.alpha(0)).isEqualTo(schedule.alpha(0));
  }

  @Test
  void knowsTheSignalToNoiseRatio() {
    for (int i = 0; i < golden.get("timesteps").size(); i++) {
      assertThat(schedule.snr(golden.get("timesteps").get(i).asInt()))
          .isCloseTo(golden.get("snr").get(i).asDouble(), withinPercentage(0.01));
    }
  }
}
