package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.noise.TrainingNoise;
import dev.lorafoundry.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ObjectiveTest {
  private static final Map<String, Object> WEIGHTED =
      Map.of("minSnrGamma", 5, "debiasedEstimation", true, "scaleVPrediction", true);

  @Test
  void zeroTerminalSnrChangesTheNoisingButNoWeight() {
    Map<String, Object> rescaling = new HashMap<>(WEIGHTED);
    rescaling.put("zeroTerminalSnr", true);

    Map<String, float[]> original = inputs(WEIGHTED);
    Map<String, float[]> rescaled = inputs(rescaling);

    assertThat(original.get("signal")[1]).isPositive();
    assertThat(rescaled.get("signal")[1]).isZero();
    assertThat(rescaled.get("noisiness")[1]).isOne();
    assertThat(rescaled.get("signal")[0]).isLessThan(original.get("signal")[0]);
    assertThat(rescaled.get("weights")).isEqualTo(original.get("weights"));
  }

  @Test
  void onlyHuberLossesHaveAThreshold() {
    assertThat(inputs(Map.of("lossType", "l1"))).doesNotContainKey("threshold");
    assertThat(inputs(Map.of("lossType", "huber"))).containsKey("threshold");
  }

  /** At timesteps 500 and 999. */
  private static Map<String, float[]> inputs(Map<String, Object> settings) {
    try (Tensor table = Models.RUNTIME.scalar(0)) {
      Batch.Rows rows = new Batch.Rows(table, List.of(0, 0));
      Batch batch = new Batch(rows, Map.of(), List.of(500, 999), TrainingNoise.of(new float[2]));
      return new Objective(PredictionType.V, Sessions.settings(settings)).inputs(batch);
    }
  }
}
