package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.Fixtures;
import java.util.List;
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
  void capsTheSignalToNoiseRatioAsTheReference() {
    List<String> names =
        golden.get("loss_weights").propertyNames().stream()
            .filter(name -> name.startsWith("min_snr_"))
            .toList();
    assertThat(names).isNotEmpty();
    for (int i = 0; i < golden.get("timesteps").size(); i++) {
      int t = golden.get("timesteps").get(i).asInt();
      assertThat(schedule.snr(t))
          .isCloseTo(golden.get("snr").get(i).asDouble(), withinPercentage(0.01));
      for (String name : names) {
        String[] words = name.split("_"); // min_snr_5_epsilon
        PredictionType prediction =
            words[3].equals("v") ? PredictionType.V : PredictionType.EPSILON;
        assertThat(schedule.minSnrWeight(t, Double.parseDouble(words[2]), prediction))
            .as("%s at %d", name, t)
            .isCloseTo(
                golden.get("loss_weights").get(name).get(i).asDouble(), withinPercentage(0.01));
      }
    }
  }
}
