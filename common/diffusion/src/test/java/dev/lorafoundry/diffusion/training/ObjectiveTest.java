package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.noise.TrainingNoise;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.Value;
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

  /** Of two pictures of one number each, of which one is 0.36 picture and 0.64 noise. */
  @Test
  void asksAModelOfVForNoiseLessPicture() {
    Objective objective = new Objective(PredictionType.V, Sessions.settings(Map.of()));
    Program program = new Program("v prediction");
    program.method(
        "judge",
        m -> {
          Objective.Shares shares = Objective.Shares.of(m);
          Value latents = m.input("latents");
          Value noise = m.input("noise");
          m.returns("noisy", objective.noisy(m, shares, latents, noise));
          Value predicted = m.input("predicted");
          m.returns("loss", objective.loss(m, shares, latents, noise, predicted));
          m.returns("errors", objective.squaredErrors(shares, latents, noise, predicted));
        });
    Map<String, Tensor> inputs =
        Map.of(
            "latents", each(1, 2),
            "noise", each(3, -1),
            "predicted", each(0, 1),
            "signal", each(0.6f, 0.8f),
            "noisiness", each(0.8f, 0.6f),
            "weights", each(1, 2));

    try (Executable executable = Models.load(program);
        Outputs outputs = executable.run("judge", inputs)) {
      // 0.6 · 1 + 0.8 · 3 and 0.8 · 2 + 0.6 · -1
      assertThat(outputs.get("noisy").toFloats())
          .containsExactly(new float[] {3, 1}, within(1e-6f));
      // targets 0.6 · 3 - 0.8 · 1 = 1 and 0.8 · -1 - 0.6 · 2 = -2; errors 1 and 9
      assertThat(outputs.item("loss")).isCloseTo((1 * 1 + 2 * 9) / 2f, within(1e-5f));
      assertThat(outputs.get("errors").toFloats())
          .as("without weights")
          .containsExactly(new float[] {1, 9}, within(1e-5f));
    }
    inputs.values().forEach(Tensor::close);
  }

  /** Of a picture of 2 × 2 places, of which the mask leaves out one and half of another. */
  @Test
  void whatIsMaskedCountsAsNoError() {
    Objective objective =
        new Objective(PredictionType.EPSILON, Sessions.settings(Map.of("maskedLoss", true)));
    Program program = new Program("masked loss");
    program.method(
        "judge",
        m -> {
          Value noise = m.input("noise");
          m.returns(
              "loss",
              objective.loss(
                  m, Objective.Shares.of(m), m.input("latents"), noise, m.input("predicted")));
        });
    Shape channels = Shape.of(1, 2, 2, 2);
    Map<String, Tensor> inputs =
        Map.of(
            "latents", Models.RUNTIME.floats(channels, new float[8]),
            "noise", Models.RUNTIME.floats(channels, new float[8]),
            "predicted", Models.RUNTIME.floats(channels, 1, 2, 3, 4, 5, 6, 7, 8),
            "masks", Models.RUNTIME.floats(Shape.of(2, 1, 2, 2), 9, 9, 9, 9, 1, 0, 0.5f, 1),
            "masks_rows", Models.RUNTIME.longs(Shape.of(1), 1),
            "signal", Models.RUNTIME.floats(Shape.of(1, 1, 1, 1), 1),
            "noisiness", Models.RUNTIME.floats(Shape.of(1, 1, 1, 1), 0),
            "weights", Models.RUNTIME.floats(Shape.of(1, 1, 1, 1), 3));

    try (Executable executable = Models.load(program);
        Outputs outputs = executable.run("judge", inputs)) {
      // squares of both channels times mask, over all 8 places, times the weight
      double sum = 1 + 0.5 * 9 + 16 + 25 + 0.5 * 49 + 64;
      assertThat((double) outputs.item("loss")).isCloseTo(3 * sum / 8, within(1e-4));
    }
    inputs.values().forEach(Tensor::close);
  }

  private static Tensor each(float first, float second) {
    return Models.RUNTIME.floats(Shape.of(2, 1, 1, 1), first, second);
  }

  @Test
  void knowsTheLargestWeightOfABatch() {
    Map<String, Object> settings = Map.of("vPredictionLikeLoss", 1000);
    Objective objective = new Objective(PredictionType.EPSILON, Sessions.settings(settings));
    try (Tensor table = Models.RUNTIME.scalar(0)) {
      double weight = objective.largestWeight(batch(table));

      assertThat(weight)
          .isGreaterThan(200_000)
          .isEqualTo(objective.inputs(batch(table)).get("weights")[1]);
    }
  }

  /** At timesteps 500 and 999. */
  private static Map<String, float[]> inputs(Map<String, Object> settings) {
    try (Tensor table = Models.RUNTIME.scalar(0)) {
      return new Objective(PredictionType.V, Sessions.settings(settings)).inputs(batch(table));
    }
  }

  private static Batch batch(Tensor table) {
    Batch.Rows rows = new Batch.Rows(table, List.of(0, 0));
    return new Batch(
        0, rows, Map.of(), List.of(500, 999), List.of(1.0, 1.0), TrainingNoise.of(new float[2]));
  }
}
