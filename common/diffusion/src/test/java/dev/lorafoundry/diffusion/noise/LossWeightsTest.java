package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.LossSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.Fixtures;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class LossWeightsTest {
  private final JsonNode golden = Fixtures.json("misc/noise_schedule.json").get("default");

  @ParameterizedTest
  @CsvSource({
    "min_snr_1_epsilon, EPSILON, minSnrGamma, 1",
    "min_snr_1_v, V, minSnrGamma, 1",
    "min_snr_5_epsilon, EPSILON, minSnrGamma, 5",
    "min_snr_5_v, V, minSnrGamma, 5",
    "debiased_epsilon, EPSILON, debiasedEstimation, true",
    "debiased_v, V, debiasedEstimation, true",
    "scale_v_like_noise, V, scaleVPrediction, true",
    "v_pred_like_loss_0.2, EPSILON, vPredictionLikeLoss, 0.2",
  })
  void areThoseOfTheReference(
      String name, PredictionType prediction, String setting, String value) {
    LossWeights weights = new LossWeights(settings(Map.of(setting, value)), prediction);

    JsonNode timesteps = golden.get("timesteps");
    for (int i = 0; i < timesteps.size(); i++) {
      assertThat(weights.at(timesteps.get(i).asInt()))
          .as("%s at %s", name, timesteps.get(i))
          .isCloseTo(
              golden.get("loss_weights").get(name).get(i).asDouble(), withinPercentage(0.01));
    }
  }

  @Test
  void multiply() {
    Map<String, ?> both = Map.of("minSnrGamma", 5, "debiasedEstimation", true);

    for (PredictionType prediction : PredictionType.values()) {
      double capped = at(100, Map.of("minSnrGamma", 5), prediction);
      double debiased = at(100, Map.of("debiasedEstimation", true), prediction);
      assertThat(at(100, both, prediction)).isCloseTo(capped * debiased, within(1e-12));
    }
  }

  @Test
  void areOneIfNothingIsAsked() {
    assertThat(at(3, Map.of(), PredictionType.EPSILON)).isOne();
  }

  private static double at(int timestep, Map<String, ?> given, PredictionType prediction) {
    return new LossWeights(settings(given), prediction).at(timestep);
  }

  private static LossSettings settings(Map<String, ?> given) {
    return SettingsCatalogue.TRAINING.read(given).loss();
  }
}
