package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SDXL's two text encoders, each with a learning rate of its own. */
final class EncoderRatesTest {
  private static final Map<String, Object> ONE_RATE =
      Map.of("optimizer", "AdamW", "scheduler", "constant", "textEncoderLearningRate", 2e-3);

  @TempDir private Path folder;

  @Test
  void eachEncoderIsAGroup() {
    TrainingSettings settings =
        Sessions.settings(
            Map.of(
                "learningRate", 1e-3,
                "textEncoder2LearningRate", 5e-4,
                "loraPlusTextEncoderRatio", 4));
    StepProgram program = program(settings);

    assertThat(program.groups())
        .extracting(ParameterGroup::name)
        .containsExactly(
            "textencoder 1", "textencoder 1 plus", "textencoder 2", "textencoder 2 plus", "unet");
    assertThat(LearningRates.of(settings, program.groups(), 0.5, 0))
        .containsExactly(new double[] {5e-4, 2e-3, 2.5e-4, 1e-3, 5e-4}, within(1e-12));
    assertThat(program.groups().get(2).to()).isEqualTo(program.groups().get(4).from());
  }

  @Test
  void oneRateCountsForBoth() {
    TrainingSettings settings = Sessions.settings(ONE_RATE);
    StepProgram program = program(settings);

    assertThat(program.groups())
        .extracting(ParameterGroup::name)
        .containsExactly("textencoder", "unet");
    double[] rates = LearningRates.of(settings, program.groups(), 1, 0);
    assertThat(rates).containsExactly(2e-3, 1e-3);
    assertThat(LearningRates.told(program.groups(), rates)).isEqualTo(1e-3);
    assertThat(LearningRates.toldOfText(program.groups(), rates)).isEqualTo(2e-3);
  }

  @Test
  void tellsOfTheTextEncodersRateBesideTheUnetsOnly() {
    for (String part : List.of("unet_only", "text_encoder_only")) {
      TrainingSettings settings = Sessions.settings(Map.of("train", part));
      List<ParameterGroup> groups = program(settings).groups();

      assertThat(LearningRates.toldOfText(groups, LearningRates.of(settings, groups, 1, 0)))
          .as(part)
          .isNull();
    }
  }

  /** What AdamW's first step adds is in proportion to the rate. */
  @ParameterizedTest
  @CsvSource({"1e-3, 0.5", "0, 0"})
  void theSecondEncoderLearnsAtItsRate(double second, double share) {
    Map<String, Double> alike = firstUpdates(ONE_RATE);
    Map<String, Object> given = new TreeMap<>(ONE_RATE);
    given.put("textEncoder2LearningRate", second);

    Map<String, Double> apart = firstUpdates(given);

    assertThat(alike.keySet()).anyMatch(name -> name.startsWith("lora_te2_"));
    alike.forEach(
        (name, update) -> {
          double expected = name.startsWith("lora_te2_") ? share * update : update;
          assertThat(apart.get(name)).as(name).isCloseTo(expected, within(1e-3 * update + 1e-12));
        });
  }

  @Test
  void filesSayBothRates() throws IOException {
    Path path = folder.resolve("rates.safetensors");
    Map<String, ?> settings = Map.of("learningRate", 5e-5, "textEncoder2LearningRate", 1e-5);

    try (TrainingSession session = Sessions.start(Family.SDXL, settings, Sessions.pictures())) {
      session.saveLora(path, Sessions.METADATA);
    }

    assertThat(LoraFile.read(path).metadata())
        .containsEntry("ss_text_encoder_lr", "[5e-05, 1e-05]");
  }

  @Test
  void othersHaveOneEncoder() {
    assertThatThrownBy(
            () -> Sessions.start(Map.of("textEncoder2LearningRate", 1e-5), Sessions.pictures()))
        .isInstanceOf(TrainingRefused.class)
        .hasMessage(
            "textEncoder2LearningRate 1.0E-5 is not allowed with a base model of family SD1, which"
                + " has one text encoder: leave it out.");
  }

  private static StepProgram program(TrainingSettings settings) {
    return new StepProgram(
        Family.SDXL, Models.shapes(Family.SDXL), PredictionType.EPSILON, settings, DType.F32);
  }

  /** Size of what the first step adds to each matrix. */
  private static Map<String, Double> firstUpdates(Map<String, ?> settings) {
    Map<String, Double> updates = new TreeMap<>();
    try (TrainingSession session = Sessions.start(Family.SDXL, settings, Sessions.pictures())) {
      Map<String, StoredTensor> before = Sessions.read(session.parameters());
      Sessions.take(session, 1, new ArrayList<>());
      Sessions.read(session.parameters())
          .forEach((name, after) -> updates.put(name, distance(before.get(name), after)));
    }
    return updates;
  }

  private static double distance(StoredTensor one, StoredTensor other) {
    float[] a = one.toFloats();
    float[] b = other.toFloats();
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow(b[i] - (double) a[i], 2);
    }
    return Math.sqrt(squares);
  }
}
