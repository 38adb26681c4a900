package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.memory.Device;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CautionsTest {
  private static final TrainingRules.Model NOISE =
      new TrainingRules.Model(Family.SD1, PredictionType.EPSILON, 64, 12);
  private static final TrainingRules.Model V =
      new TrainingRules.Model(Family.SD2, PredictionType.V, 64, 12);

  @Test
  void tellsWhereAnEpochHasFewerBatchesThanAStepTakes() {
    Map<String, Object> accumulated = Map.of("gradientAccumulationSteps", 4);

    assertThat(cautions(accumulated, NOISE, 4)).isEmpty();
    assertThat(cautions(accumulated, NOISE, 3))
        .containsExactly(
            "gradientAccumulationSteps 4 is more than the 3 batches of an epoch: each epoch is one"
                + " step, and its gradients are divided by 4.");
  }

  @Test
  void tellsThatZeroTerminalSnrIsMadeForModelsThatPredictV() {
    Map<String, Object> zero = Map.of("zeroTerminalSnr", true);

    assertThat(cautions(zero, V, 9)).isEmpty();
    assertThat(cautions(zero, NOISE, 9))
        .singleElement()
        .asString()
        .startsWith("zeroTerminalSnr is made for base models that predict v: this one predicts");
  }

  @ParameterizedTest
  @CsvSource({
    "optimizer=Prodigy, 1",
    "optimizer=DAdaptLion learningRate=0.1, 1",
    "optimizer=Prodigy learningRate=1 unetLearningRate=1e-4 train=unet_only, 1",
    "optimizer=Prodigy unetLearningRate=1 train=unet_only, 0",
    "optimizer=DAdaptAdam learningRate=0.5, 0",
    "optimizer=AdamW, 0",
    "optimizer=AdamWScheduleFree, 0",
  })
  void tellsThatOptimisersThatFindTheirStepSizeWantARateOfOne(String settings, int cautions) {
    Map<String, Object> given = new HashMap<>();
    for (String each : settings.split(" ")) {
      given.put(each.split("=")[0], each.split("=")[1]);
    }

    assertThat(cautions(given, NOISE, 9))
        .hasSize(cautions)
        .allMatch(it -> it.startsWith("A learning rate of ") && it.endsWith("use about 1."));
  }

  @Test
  void tellsOfRanksThatAreLargerThanTheSmallestLayer() {
    Map<String, Object> large = Map.of("rank", 65, "convRank", 64);

    assertThat(cautions(Map.of("rank", 64), NOISE, 9)).isEmpty();
    assertThat(cautions(large, NOISE, 9))
        .singleElement()
        .asString()
        .startsWith("rank 65 is larger than the smallest layer of the base model")
        .contains("64 would do as much");
    assertThat(cautions(Map.of("rank", 65, "network", "LoKr"), NOISE, 9)).isEmpty();
    assertThat(cautions(Map.of("blockRanks", "65 " + "4 ".repeat(24)), NOISE, 9)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"auto, 0", "fp32, 0", "bf16, 1", "fp16, 1"})
  void tellsThatHalvesAreDearOnAProcessor(String precision, int cautions) {
    TrainingSettings settings = Sessions.settings(Map.of("precision", precision));

    assertThat(Cautions.of(settings, NOISE, 9, Device.GPU)).isEmpty();
    assertThat(Cautions.of(settings, NOISE, 9, Device.CPU))
        .hasSize(cautions)
        .allMatch(it -> it.startsWith("precision " + precision + " takes more time and memory"));
  }

  @Test
  void trainsWithARankLargerThanALayer() {
    try (TrainingSession session =
        Sessions.start(Map.of("rank", 80, "train", "unet_only"), Sessions.pictures())) {
      assertThat(Sessions.base().file().largestRank()).isLessThan(80);
      List<StepReport> reports = new ArrayList<>();
      Sessions.take(session, 2, reports);

      assertThat(reports).allSatisfy(report -> assertThat(report.loss()).isFinite());
    }
  }

  private static List<String> cautions(
      Map<String, Object> settings, TrainingRules.Model model, long batches) {
    return Cautions.of(Sessions.settings(settings), model, batches, Device.GPU);
  }
}
