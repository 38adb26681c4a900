package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lorafoundry.contracts.PredictionType;
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
  void capsTheSignalToNoiseRatio() {
    assertThat(schedule.minSnrWeight(0, 5, PredictionType.EPSILON))
        .isCloseTo(0.00425372, withinPercentage(1e-3));
    assertThat(schedule.minSnrWeight(100, 5, PredictionType.V))
        .isCloseTo(0.52888417, withinPercentage(1e-3));
    assertThat(schedule.minSnrWeight(999, 5, PredictionType.EPSILON)).isEqualTo(1);
  }
}
