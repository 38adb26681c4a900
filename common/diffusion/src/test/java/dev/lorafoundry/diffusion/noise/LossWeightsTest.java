package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.LossSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.Fixtures;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class LossWeightsTest {
  /** All that the reference has but the thresholds of losses, as in {@code min_snr_5_epsilon}. */
  static Stream<String> names() {
    return golden().get("loss_weights").propertyNames().stream()
        .filter(name -> !name.startsWith("huber_threshold_"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void areThoseOfTheReference(String name) {
    boolean v = name.endsWith("_v") || name.startsWith("scale_v_");
    LossWeights weights =
        new LossWeights(settings(asked(name)), v ? PredictionType.V : PredictionType.EPSILON);

    JsonNode golden = golden();
    JsonNode timesteps = golden.get("timesteps");
    for (int i = 0; i < timesteps.size(); i++) {
      assertThat(weights.at(timesteps.get(i).asInt()))
          .as("%s at %s", name, timesteps.get(i))
          .isCloseTo(
              golden.get("loss_weights").get(name).get(i).asDouble(), withinPercentage(0.01));
    }
  }

  private static JsonNode golden() {
    return Fixtures.json("misc/noise_schedule.json").get("default");
  }

  /** The setting that weights of this name come from. */
  private static Map<String, String> asked(String name) {
    if (name.startsWith("min_snr_")) {
      return Map.of("minSnrGamma", name.split("_")[2]);
    }
    if (name.startsWith("debiased_")) {
      return Map.of("debiasedEstimation", "true");
    }
    if (name.startsWith("scale_v_")) {
      return Map.of("scaleVPrediction", "true");
    }
    assertThat(name).startsWith("v_pred_like_loss_");
    return Map.of("vPredictionLikeLoss", name.replace("v_pred_like_loss_", ""));
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
