package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What optimisers can't be combined with, and what of their weights is saved. */
final class OptimiserRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optimizer=Prodigy unetLearningRate=1 textEncoderLearningRate=0.5"
            + " | rates 1.0 of the U-Net and 0.5 of the text encoder are not allowed with Prodigy",
        "optimizer=DAdaptLion learningRate=1 unetLearningRate=0.5 | not allowed with DAdaptLion",
        "optimizer=Prodigy learningRate=1 textEncoder2LearningRate=0.5"
            + " | rates 1.0 and 0.5 of the text encoders are not allowed with Prodigy",
        "optimizer=DAdaptAdam loraPlusUnetRatio=4 | LoRA+ is not allowed with DAdaptAdam",
        "optimizer=AdaFactor loraPlusRatio=4 | LoRA+ is not allowed with AdaFactor's relative",
        "optimizer=AdaFactor textEncoder2LearningRate=0"
            + " | textEncoder2LearningRate 0 is not allowed with AdaFactor's relative steps",
        "optimizer=AdamWScheduleFree scheduler=constant scaleWeightNorms=1"
            + " | scaleWeightNorms is not allowed with AdamWScheduleFree",
      })
  void refuses(String settings, String sentence) {
    assertThat(problems(settings))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(sentence));
  }

  @ParameterizedTest
  @CsvSource({
    "optimizer=Prodigy unetLearningRate=1 textEncoderLearningRate=0.5 train=unet_only",
    "optimizer=Prodigy unetLearningRate=1 textEncoderLearningRate=1",
    "optimizer=Prodigy learningRate=1 textEncoder2LearningRate=0.5 train=unet_only",
    "optimizer=AdamW textEncoder2LearningRate=0.5",
    "optimizer=AdaFactor loraPlusRatio=4 relativeStep=false",
    "optimizer=AdaFactor textEncoder2LearningRate=0 relativeStep=false",
    "optimizer=AdaFactor textEncoder2LearningRate=0 train=unet_only",
    "optimizer=AdaFactor textEncoder2LearningRate=1e-5",
    "optimizer=AdamW loraPlusRatio=4 scaleWeightNorms=1",
    "optimizer=AdamWScheduleFree",
  })
  void allows(String settings) {
    assertThat(problems(settings)).isEmpty();
  }

  @Test
  void refusesBeforeTheTrainingStarts() {
    Map<String, Object> settings = Map.of("optimizer", "Prodigy", "unetLearningRate", 0.5);

    assertThatThrownBy(() -> Sessions.start(settings, Sessions.pictures()))
        .isInstanceOf(TrainingRefused.class);
  }

  @Test
  void savesTheAverageOfAScheduleFreeTraining() {
    Map<String, Object> settings =
        Map.of("optimizer", "AdamWScheduleFree", "scheduler", "constant", "clipSkip", 2);

    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      assertThat(floats(Sessions.read(session.weights())))
          .isEqualTo(floats(Sessions.read(session.parameters())));
      Sessions.take(session, 3, new ArrayList<>());

      assertThat(session.weights().keySet()).isEqualTo(session.parameters().keySet());
      assertThat(floats(Sessions.read(session.weights())))
          .isNotEqualTo(floats(Sessions.read(session.parameters())));
    }
  }

  private static Map<String, Integer> floats(Map<String, StoredTensor> weights) {
    Map<String, Integer> hashes = new HashMap<>();
    weights.forEach((name, tensor) -> hashes.put(name, Arrays.hashCode(tensor.toFloats())));
    return hashes;
  }

  private static List<SettingProblem> problems(String settings) {
    Map<String, Object> values = new HashMap<>();
    Stream.of(settings.split(" "))
        .map(each -> each.split("="))
        .forEach(each -> values.put(each[0], each[1]));
    Refusals refusals = new Refusals();
    OptimiserRules.check(Sessions.settings(values), Family.SDXL, refusals);
    return refusals.all();
  }
}
