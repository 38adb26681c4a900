package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings whose blocks have ranks and learning rates of their own, and which are refused. */
final class BlockTrainingTest {
  private static final String RANKS =
      "startFrom=0b1c2d3e-0000-4000-8000-00000000000a;ranksFromStart=true";

  @TempDir private Path folder;

  @Test
  void neighboursOfOneWeightShareAGroup() {
    Map<String, Object> given = new HashMap<>();
    given.put("downLrWeights", "1 0.5 0.5 0 0.5 0.25 1");
    given.put("midLrWeights", "0");
    given.put("upLrWeights", "zeros+2");
    given.put("textEncoderLearningRate", 1e-4);
    given.put("unetLearningRate", 1e-3);
    StepProgram program = program(Sessions.settings(given));

    assertThat(program.groups())
        .extracting(ParameterGroup::name)
        .containsExactly(
            "textencoder", "unet_block1-4", "unet_block5", "unet_block7-8", "unet_block16-24");
    assertThat(LearningRates.of(Sessions.settings(given), program.groups(), 0.5, 0))
        .containsExactly(new double[] {0.5e-4, 0.25e-3, 0.125e-3, 0.5e-3, 1e-3}, within(1e-12));
    assertEveryParameterOnce(program);
  }

  @Test
  void theSecondMatricesOfEachGroupLearnFaster() {
    Map<String, Object> given =
        Map.of("midLrWeights", "0.5", "loraPlusRatio", 4, "learningRate", 1e-3);
    StepProgram program = program(Sessions.settings(given));

    assertThat(program.groups())
        .extracting(ParameterGroup::name)
        .containsExactly(
            "textencoder",
            "textencoder plus",
            "unet_block1-8",
            "unet_block1-8 plus",
            "unet_block12",
            "unet_block12 plus",
            "unet_block16-24",
            "unet_block16-24 plus");
    double[] rates = LearningRates.of(Sessions.settings(given), program.groups(), 1, 0);
    assertThat(rates)
        .containsExactly(
            new double[] {1e-3, 4e-3, 1e-3, 4e-3, 0.5e-3, 2e-3, 1e-3, 4e-3}, within(1e-12));
    assertThat(LearningRates.told(program.groups(), rates)).isEqualTo(1e-3);
    assertThat(LearningRates.toldOfText(program.groups(), rates)).isEqualTo(1e-3);
    assertEveryParameterOnce(program);
  }

  private static void assertEveryParameterOnce(StepProgram program) {
    List<Integer> numbers = new ArrayList<>();
    for (ParameterGroup group : program.groups()) {
      for (int i = group.from(); i < group.to(); i += group.step()) {
        numbers.add(i);
      }
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, program.program().parameters().size()).boxed().toList());
  }

  @Test
  void everyBlockLearnsAtItsOwnRate() {
    Map<String, Object> given = new HashMap<>();
    given.put("optimizer", "Lion"); // why: each of its steps is as long as the learning rate
    given.put("scheduler", "constant");
    given.put("learningRate", 1e-3);
    given.put("downLrWeights", "1 0.5 0");
    given.put("upLrWeights", "sine");
    given.put("loraPlusTextEncoderRatio", 2);
    try (TrainingSession session = Sessions.start(given, Sessions.pictures())) {
      Sessions.take(session, 1, new ArrayList<>());
      Map<String, StoredTensor> weights = Sessions.read(session.weights());

      assertThat(longest(weights, "lora_te_")).isCloseTo(2e-3, within(1e-8));
      assertThat(longest(weights, "lora_unet_down_blocks_0_attentions_0_"))
          .isCloseTo(0.5e-3, within(1e-8));
      assertThat(weights.keySet())
          .noneMatch(name -> name.startsWith("lora_unet_down_blocks_0_attentions_1_"));
      assertThat(longest(weights, "lora_unet_down_blocks_1_attentions_0_"))
          .isCloseTo(1e-3, within(1e-8));
      assertThat(longest(weights, "lora_unet_mid_block_")).isCloseTo(1e-3, within(1e-8));
      assertThat(longest(weights, "lora_unet_up_blocks_1_attentions_0_"))
          .isCloseTo(1e-3 * Math.sin(Math.PI / 2 * 3 / 11), within(1e-8));
    }
  }

  /** Of the second matrices, which start at zero. */
  private static double longest(Map<String, StoredTensor> weights, String prefix) {
    double longest = 0;
    for (Map.Entry<String, StoredTensor> each : weights.entrySet()) {
      if (each.getKey().startsWith(prefix) && each.getKey().endsWith("lora_up.weight")) {
        for (float number : each.getValue().toFloats()) {
          longest = Math.max(longest, Math.abs(number));
        }
      }
    }
    return longest;
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void trainsAndGoesOnWithRanksOfBlocks(Family family) throws IOException {
    int count = family == Family.SDXL ? 23 : 25;
    Map<String, Object> given = new HashMap<>();
    given.put("rank", 2);
    given.put("blockRanks", ranks(count, 1));
    given.put("convBlockRanks", ranks(count, 2));
    given.put("upLrWeights", "linear+0.5");
    given.put("scaleWeightNorms", 1);
    given.put("rankDropout", 0.2);
    given.put("savePrecision", "float");
    Path state = folder.resolve("state.safetensors");
    Path whole = folder.resolve("whole.safetensors");
    Path resumed = folder.resolve("resumed.safetensors");
    try (TrainingSession session = Sessions.start(family, given, Sessions.pictures())) {
      Sessions.take(session, 1, new ArrayList<>());
      session.saveState(state);
      Sessions.take(session, 1, new ArrayList<>());
      session.saveLora(whole, Sessions.METADATA);
    }
    try (TrainingSession session = Sessions.start(family, given, Sessions.pictures())) {
      session.restore(state);
      Sessions.take(session, 1, new ArrayList<>());
      session.saveLora(resumed, Sessions.METADATA);
    }

    assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(whole));
    Map<String, Shape> shapes = LoraFile.read(whole).network().shapes();
    assertThat(shapes.values().stream().filter(it -> it.rank() == 2).map(it -> it.size(0)))
        .contains(1L, 2L, 3L);
  }

  /** 1, 2 and 3 in turns. */
  private static String ranks(int count, int first) {
    return IntStream.range(0, count)
        .mapToObj(i -> Integer.toString(1 + (first + i) % 3))
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SD1 | blockRanks=4 4 | blockRanks has 2 numbers, but the U-Net of family SD1 has 25"
            + " blocks",
        "SDXL | blockRanks=4 | blockRanks has 1 number, but the U-Net of family SDXL has 23 blocks",
        "SDXL | downLrWeights=1 1 1 1 1 1 1 1 1 1 | downLrWeights has 10 numbers, but the U-Net of"
            + " family SDXL has 9 blocks on its way down: give no more",
        "SD2 | midLrWeights=1 1 | midLrWeights has 2 numbers, but the U-Net of family SD2 has 1"
            + " block in its middle",
        "SD1 | upLrWeights=0 0 0 0 0 0 0 0 0 0 0 0 0 | upLrWeights has 13 numbers",
        "SD1 | upLrWeights=sine;train=text_encoder_only | train text_encoder_only is not allowed",
        "SD1 | upLrWeights=zeros;downLrWeights=zeros;midLrWeights=0;train=unet_only"
            + " | No layer gets a module",
        "SD1 | convAlpha=2 | convAlpha 2.0 is not allowed without convRank or convBlockRanks",
        "SD1 | upLrWeights=sine;optimizer=Prodigy | other than 0 and 1 are not allowed with"
            + " Prodigy",
        "SD1 | downLrWeights=1 1 1 0.5;optimizer=Prodigy;"
            + RANKS
            + " | other than 0 and 1 are not allowed with Prodigy",
        "SD1 | upLrWeights=zeros;downLrWeights=zeros;midLrWeights=0;train=unet_only;"
            + RANKS
            + " | No layer gets a module",
        "SD1 | midLrWeights=0.5;optimizer=AdaFactor | not allowed with AdaFactor's relative steps",
      })
  void refuses(Family family, String settings, String sentence) {
    assertThat(problems(family, settings))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SD1 | blockRanks=0*25 | blockRanks | 0*25",
        "SD1 | blockRanks=0*25;midLrWeights=0 | blockRanks | 0*25",
        "SD1 | blockRanks=0*12 4 0*12;midLrWeights=0.0 | midLrWeights | 0.0",
        "SDXL | blockRanks=0*11 4 0*11;midLrWeights=1 0;downLrWeights=zeros | midLrWeights | 1 0",
        "SD1 | upLrWeights=zeros;downLrWeights=zeros+0;midLrWeights=0 | downLrWeights | zeros+0",
        "SD1 | blockRanks=0*22 4 4 4;downLrWeights=sine;upLrWeights=linear;lrWeightThreshold=1"
            + " | upLrWeights | linear",
      })
  void saysWhichSettingLeavesNoModules(
      Family family, String settings, String setting, String given) {
    assertThat(problems(family, repeated(settings) + ";train=unet_only"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.setting()).isEqualTo(setting);
              assertThat(problem.given()).isEqualTo(repeated(given));
              assertThat(problem.message()).startsWith("No layer gets a module");
            });
  }

  /** With numbers such as {@code 0*3} written out. */
  private static String repeated(String text) {
    return Pattern.compile("(\\d)\\*(\\d+)")
        .matcher(text)
        .replaceAll(it -> (it.group(1) + " ").repeat(Integer.parseInt(it.group(2))).strip());
  }

  @Test
  void refusesAlphasAndRanksThatDoNotFit() {
    assertThat(
            problems(Family.SD1, "blockRanks=4 4;blockAlphas=1 1;convBlockRanks=" + ranks(25, 1)))
        .extracting(SettingProblem::setting)
        .containsExactlyInAnyOrder("blockRanks", "blockAlphas");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SD1 | upLrWeights=1 1 1 1 0;optimizer=Prodigy",
        "SD1 | upLrWeights=zeros;downLrWeights=zeros;midLrWeights=0",
        "SDXL | upLrWeights=sine+0.5;midLrWeights=1,0.5,1;lrWeightThreshold=0.2",
        "SD1 | midLrWeights=0.5;optimizer=AdaFactor;relativeStep=false",
        "SD1 | convRank=2;convAlpha=2",
        "SD1 | midLrWeights=1;convAlpha=2;convBlockRanks=2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2"
            + " 2 2 2 2",
      })
  void allows(Family family, String settings) {
    assertThat(problems(family, settings)).isEmpty();
  }

  @Test
  void refusesBeforeTheTrainingStarts() {
    assertThatThrownBy(() -> Sessions.start(Map.of("blockRanks", "1 2 3"), Sessions.pictures()))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("blockRanks has 3 numbers");
  }

  private static List<SettingProblem> problems(Family family, String settings) {
    Map<String, Object> given = new HashMap<>();
    Arrays.stream(settings.split(";"))
        .map(each -> each.split("="))
        .forEach(each -> given.put(each[0], each[1]));
    PredictionType prediction = family == Family.SD2 ? PredictionType.V : PredictionType.EPSILON;
    return TrainingRules.problems(
        Sessions.settings(given),
        new TrainingRules.Model(family, prediction, 64, 12),
        OptionalLong.empty());
  }

  private static StepProgram program(TrainingSettings settings) {
    return new StepProgram(
        Family.SD1, Models.sd1Shapes(), PredictionType.EPSILON, settings, DType.F32);
  }
}
