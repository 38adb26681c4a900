package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsCatalogueTest {
  private static final String ID = "0b1c2d3e-0000-4000-8000-00000000000a";

  @Test
  void refusesMoreValuesOfOneListThanAnybodyCanLookAt() {
    List<Long> seeds = LongStream.range(0, 101).boxed().toList();

    assertThatThrownBy(() -> SettingsCatalogue.PREVIEW.read(Map.of("seeds", seeds)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("seeds 101 values are too many: give at most 100");
  }

  private static final SettingsCatalogue<TrainingSettings> TRAINING = SettingsCatalogue.TRAINING;
  private static final Map<String, Object> CONTRADICTORY =
      Map.of("minTimestep", 500, "maxTimestep", 400, "ranksFromStart", true);

  @Test
  void nothingGivenMeansDefaults() {
    assertThat(TRAINING.read(Map.of())).isEqualTo(TrainingSettings.DEFAULTS);
    assertThat(SettingsCatalogue.PREPARATION.read(Map.of()))
        .isEqualTo(PreparationSettings.DEFAULTS);
    assertThat(SettingsCatalogue.PREVIEW.read(Map.of())).isEqualTo(PreviewSettings.DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000cat", "a\u0007cat", "a\u009bcat", "a\ud800cat"})
  void refusesTextsThatHoldNoText(String prompt) {
    assertThatThrownBy(() -> SettingsCatalogue.PREVIEW.read(Map.of("prompt", prompt)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("none of them a control character");
  }

  @Test
  void takesLineBreaksAndTabsInTexts() {
    assertThat(SettingsCatalogue.PREVIEW.read(Map.of("prompt", "a cat,\r\n\ta dog 🐶")))
        .isNotNull();
  }

  @Test
  void everyTrainingSettingCanBeGivenByItsName() {
    Map<String, Object> all =
        Map.ofEntries(
            Map.entry("optimizer", "AdamW"),
            Map.entry("learningRate", 3e-4),
            Map.entry("unetLearningRate", "2e-4"),
            Map.entry("textEncoderLearningRate", 5e-5),
            Map.entry("textEncoder2LearningRate", 3e-5),
            Map.entry("weightDecay", 0.02),
            Map.entry("beta1", 0.8),
            Map.entry("beta2", 0.95),
            Map.entry("epsilon", 1e-7),
            Map.entry("momentum", 0.8),
            Map.entry("loraPlusRatio", 16),
            Map.entry("loraPlusUnetRatio", 8),
            Map.entry("loraPlusTextEncoderRatio", 4),
            Map.entry("maxGradNorm", 0),
            Map.entry("scaleWeightNorms", 1.5),
            Map.entry("relativeStep", false),
            Map.entry("scaleParameter", false),
            Map.entry("warmupInit", false),
            Map.entry("clipThreshold", 2),
            Map.entry("decayRate", -0.7),
            Map.entry("d0", 1e-5),
            Map.entry("dCoefficient", 0.5),
            Map.entry("growthRate", 1.02),
            Map.entry("decouple", true),
            Map.entry("biasCorrection", true),
            Map.entry("safeguardWarmup", true),
            Map.entry("scheduleFreeWarmup", 100),
            Map.entry("scheduler", "linear"),
            Map.entry("warmup", 0.1),
            Map.entry("decaySteps", 20),
            Map.entry("numCycles", 3),
            Map.entry("power", 0.5),
            Map.entry("timescale", 500),
            Map.entry("minLrRatio", 0.05),
            Map.entry("stepRules", " 1:10, 0.5 "),
            Map.entry("network", "LoKr"),
            Map.entry("rank", 16),
            Map.entry("alpha", 8.5),
            Map.entry("train", "unet_only"),
            Map.entry("lokrFactor", 8),
            Map.entry("dora", "inputs"),
            Map.entry("convRank", 4),
            Map.entry("convAlpha", 2),
            Map.entry("networkDropout", 0.1),
            Map.entry("rankDropout", 0.2),
            Map.entry("moduleDropout", 0.3),
            Map.entry("blockRanks", "1 2"),
            Map.entry("blockAlphas", "3 4"),
            Map.entry("convBlockRanks", "5 6"),
            Map.entry("convBlockAlphas", "7 8"),
            Map.entry("downLrWeights", "sine"),
            Map.entry("midLrWeights", "0.5"),
            Map.entry("upLrWeights", "1 0"),
            Map.entry("lrWeightThreshold", 0.1),
            Map.entry("startFrom", ID),
            Map.entry("ranksFromStart", true),
            Map.entry("mergeBefore", ID + " " + ID),
            Map.entry("mergeMultipliers", "0.5 -1"),
            Map.entry("vae", ID),
            Map.entry("lossType", "huber"),
            Map.entry("huberSchedule", "exponential"),
            Map.entry("huberC", 0.2),
            Map.entry("huberScale", 2),
            Map.entry("minSnrGamma", 5),
            Map.entry("scaleVPrediction", true),
            Map.entry("vPredictionLikeLoss", 0.3),
            Map.entry("debiasedEstimation", true),
            Map.entry("priorLossWeight", 0.4),
            Map.entry("maskedLoss", true),
            Map.entry("minTimestep", 10),
            Map.entry("maxTimestep", 900),
            Map.entry("noiseOffset", 0.06),
            Map.entry("noiseOffsetRandomStrength", true),
            Map.entry("adaptiveNoiseScale", 0.01),
            Map.entry("multiresNoiseIterations", 8),
            Map.entry("multiresNoiseDiscount", 0.4),
            Map.entry("ipNoiseGamma", 0.1),
            Map.entry("ipNoiseGammaRandomStrength", true),
            Map.entry("zeroTerminalSnr", true),
            Map.entry("clipSkip", 2),
            Map.entry("maxTokenLength", 150),
            Map.entry("textProjection", "transposed"),
            Map.entry("captionPrefix", "photo of "),
            Map.entry("captionSuffix", ", 4k"),
            Map.entry("captionSeparator", ";"),
            Map.entry("secondarySeparator", "+++"),
            Map.entry("keepTokens", 1),
            Map.entry("keepTokensSeparator", "|||"),
            Map.entry("shuffleCaption", true),
            Map.entry("enableWildcard", true),
            Map.entry("captionDropoutRate", 0.1),
            Map.entry("captionDropoutEveryEpochs", 5),
            Map.entry("captionTagDropoutRate", 0.2),
            Map.entry("tokenWarmupMin", 2),
            Map.entry("tokenWarmupSteps", 0.5),
            Map.entry("weightedCaptions", true),
            Map.entry("randomCrop", true),
            Map.entry("randomFlip", true),
            Map.entry("cacheLatents", false),
            Map.entry("cropNumbers", "letterbox"),
            Map.entry("epochs", 7),
            Map.entry("maxSteps", 900),
            Map.entry("batchSize", 3),
            Map.entry("gradientAccumulationSteps", 2),
            Map.entry("seed", 42),
            Map.entry("precision", "bf16"),
            Map.entry("gradientCheckpointing", true),
            Map.entry("validationSplit", 0.2),
            Map.entry("validationSeed", 77),
            Map.entry("validateEveryEpochs", 4),
            Map.entry("maxValidationSteps", 50),
            Map.entry("earlyStopPatience", 5),
            Map.entry("earlyStopMinDelta", 0.01),
            Map.entry("saveEveryEpochs", 3),
            Map.entry("saveEverySteps", 250),
            Map.entry("savePrecision", "float"),
            Map.entry("metadataTitle", "Starz"),
            Map.entry("metadataAuthor", "Ann"),
            Map.entry("metadataDescription", " Stars, drawn "),
            Map.entry("metadataLicense", "CC BY 4.0"),
            Map.entry("metadataTags", "star, ink"),
            Map.entry("metadataTriggerPhrase", "starz"),
            Map.entry("metadataUsageHint", "0.8"),
            Map.entry("trainingComment", "v1"));

    TrainingSettings read = TRAINING.read(all);

    assertThat(all).hasSameSizeAs(TRAINING.definitions());
    assertThat(read)
        .isEqualTo(
            new TrainingSettings(
                new OptimiserSettings(
                    OptimiserType.ADAM_W,
                    3e-4,
                    2e-4,
                    5e-5,
                    3e-5,
                    0.02,
                    0.8,
                    0.95,
                    1e-7,
                    0.8,
                    16.0,
                    8.0,
                    4.0,
                    0,
                    1.5),
                new AdaptiveSettings(
                    false, false, false, 2, -0.7, 1e-5, 0.5, 1.02, true, true, true, 100),
                new ScheduleSettings(Scheduler.LINEAR, 0.1, 20, 3, 0.5, 500, 0.05, "1:10, 0.5"),
                new NetworkSettings(
                    NetworkType.LOKR,
                    16,
                    8.5,
                    NetworkTarget.UNET_ONLY,
                    8,
                    Dora.INPUTS,
                    4,
                    2.0,
                    0.1,
                    0.2,
                    0.3),
                new BlockSettings("1 2", "3 4", "5 6", "7 8", "sine", "0.5", "1 0", 0.1),
                new StartSettings(ID, true, ID + " " + ID, "0.5 -1", ID),
                new LossSettings(
                    LossType.HUBER,
                    HuberSchedule.EXPONENTIAL,
                    0.2,
                    2,
                    5.0,
                    true,
                    0.3,
                    true,
                    0.4,
                    true),
                new NoiseSettings(10, 900, 0.06, true, 0.01, 8, 0.4, 0.1, true, true),
                new TextSettings(2, 150, TextProjection.TRANSPOSED),
                new CaptionSettings(
                    "photo of ",
                    ", 4k",
                    ";",
                    "+++",
                    1,
                    "|||",
                    true,
                    true,
                    0.1,
                    5,
                    0.2,
                    2,
                    0.5,
                    true),
                new PictureSettings(true, true, false, CropNumbers.LETTERBOX),
                new LoopSettings(7, 900, 3, 2, 42),
                new PrecisionSettings(Precision.BF16, true),
                new ValidationSettings(0.2, 77, 4, 50, 5, 0.01),
                new OutputSettings(3, 250, SavePrecision.FP32),
                new MetadataSettings(
                    "Starz",
                    "Ann",
                    "Stars, drawn",
                    "CC BY 4.0",
                    "star, ink",
                    "starz",
                    "0.8",
                    "v1")));
    assertThat(TRAINING.read(TRAINING.valuesOf(read))).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "learningRate, 0",
    "learningRate, -1e-4",
    "learningRate, NaN",
    "learningRate, Infinity",
    "learningRate, 1e-4x",
    "learningRate, 1e-4f",
    "learningRate, 0x1p-3",
    "epochs, 0",
    "epochs, 1.5",
    "batchSize, 0",
    "rank, 0",
    "networkDropout, -0.1",
    "network, LoCon",
    "dora, true",
    "lokrFactor, -2",
    "lokrFactor, 1025",
    "rankDropout, 1",
    "moduleDropout, 1.5",
    "optimizer, Sophia",
    "scheduler, exponential",
    "numCycles, 0",
    "power, 0",
    "timescale, 0",
    "minLrRatio, 1.1",
    "textEncoder2LearningRate, -1",
    "decaySteps, -1",
    "lossType, mse",
    "huberSchedule, linear",
    "huberC, 0",
    "huberScale, 0",
    "vPredictionLikeLoss, 0",
    "noiseOffset, 0",
    "multiresNoiseIterations, 0",
    "multiresNoiseDiscount, 1.1",
    "ipNoiseGamma, 0",
    "maxTokenLength, 100",
    "gradientCheckpointing, yes",
    "captionDropoutRate, 1.1",
    "keepTokens, -1",
    "tokenWarmupSteps, -1",
    "validationSplit, 1",
    "validateEveryEpochs, -1",
    "maxValidationSteps, 0",
    "earlyStopPatience, -1",
    "earlyStopMinDelta, -0.1",
    "captionSeparator, 012345678901234567890"
  })
  void refusesValueAndSaysWhatIsAllowed(String name, String given) {
    assertThatThrownBy(() -> TRAINING.read(Map.of(name, given)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(name)
        .hasMessageContaining("'" + given + "'")
        .hasMessageContaining("use ");
  }

  @ParameterizedTest
  @MethodSource("noTexts")
  void refusesWhatIsNoText(Object given) {
    assertThatThrownBy(() -> SettingsCatalogue.PREVIEW.read(Map.of("prompt", given)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("prompt")
        .hasMessageContaining("use a text");
  }

  static List<Object> noTexts() {
    return List.of(List.of("a cat", "a dog"), Map.of("a", 1), true, 7);
  }

  @ParameterizedTest
  @CsvSource({"learningrate, learningRate", "learning_rate, learningRate", "epoch, epochs"})
  void suggestsNearestNameForUnknownOne(String given, String meant) {
    assertThatThrownBy(() -> TRAINING.read(Map.of(given, 1)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("There is no setting '" + given + "': did you mean " + meant + "?");
  }

  @Test
  void reportsAllProblemsAtOnce() {
    Map<String, Object> given = Map.of("learningRate", 0, "epochs", "many", "rnk", 4);

    InvalidSettings invalid =
        catchThrowableOfType(InvalidSettings.class, () -> TRAINING.read(given));

    assertThat(invalid.problems())
        .extracting(SettingProblem::setting)
        .containsExactlyInAnyOrder("learningRate", "epochs", "rnk");
  }

  @Test
  void reportsWhatContradictsInAllGroupsAtOnce() {
    InvalidSettings invalid =
        catchThrowableOfType(InvalidSettings.class, () -> TRAINING.read(CONTRADICTORY));

    assertThat(invalid.problems())
        .extracting(SettingProblem::setting)
        .containsExactlyInAnyOrder("minTimestep", "ranksFromStart");
  }

  @Test
  void tellsNoContradictionInAGroupThatLacksASettingNobodyCouldRead() {
    assertThat(contradictions(CONTRADICTORY, "epochs"))
        .containsExactlyInAnyOrder("minTimestep", "ranksFromStart");
    assertThat(contradictions(CONTRADICTORY, "startFrom")).containsExactly("minTimestep");
    assertThat(contradictions(CONTRADICTORY, "mergeBefore", "noiseOffset")).isEmpty();
    assertThat(contradictions(Map.of("rank", 4), "epochs")).isEmpty();
  }

  private static List<String> contradictions(Map<String, ?> given, String... unread) {
    return TRAINING.judge(given, Set.of(unread)).problems().stream()
        .map(SettingProblem::setting)
        .toList();
  }

  @Test
  void keepsWhatStandsInNoGroupThatIsWrong() {
    SettingsCatalogue.Judgement<TrainingSettings> judged =
        TRAINING.judge(
            Map.of("minTimestep", 900, "maxTimestep", 800, "rank", 4, "batchSize", 3),
            Set.of("epochs"));

    assertThat(judged.settings().network().rank()).isEqualTo(4);
    assertThat(judged.settings().loop().batchSize()).isEqualTo(3);
    assertThat(judged.settings().noise()).isEqualTo(NoiseSettings.DEFAULTS);
    assertThat(judged.doubtful())
        .contains("minTimestep", "noiseOffset", "epochs", "batchSize")
        .doesNotContain("rank", "clipSkip");
  }

  @Test
  void knowsWhichSettingIsMeant() {
    assertThat(TRAINING.nearest("rank")).isEqualTo("rank");
    assertThat(TRAINING.nearest("start_frm")).isEqualTo("startFrom");
    assertThat(TRAINING.nearest("qqqqqqqq")).isEqualTo("qqqqqqqq");
  }

  @Test
  void checksRulesBetweenSettings() {
    assertThatThrownBy(() -> TRAINING.read(Map.of("minTimestep", 500, "maxTimestep", 400)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("minTimestep 500 must be below maxTimestep, which is 400");
    assertThatThrownBy(() -> TRAINING.read(Map.of("scheduler", "cosine_with_min_lr")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("minLrRatio absent is not allowed with scheduler cosine_with_min_lr");
    assertThatThrownBy(
            () ->
                TRAINING.read(
                    Map.of("scheduler", "warmup_stable_decay", "warmup", 0.6, "decaySteps", 0.5)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("decaySteps 0.5 is too large beside warmup, which is 0.6");
    assertThatThrownBy(() -> TRAINING.read(Map.of("adaptiveNoiseScale", 0.01)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("adaptiveNoiseScale 0.01 is not allowed without noiseOffset");
    assertThatThrownBy(() -> TRAINING.read(Map.of("convRank", 4, "train", "text_encoder_only")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("convRank 4 is not allowed where the text encoder alone is trained");
    assertThatThrownBy(() -> TRAINING.read(Map.of("lokrFactor", 0)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("lokrFactor 0 is not allowed: use -1 or a number from 1");
  }

  @Test
  void refusesAWarmUpOfStepsThatAreNotRelative() {
    assertThatThrownBy(() -> TRAINING.read(Map.of("relativeStep", false, "warmupInit", true)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("warmupInit true needs relativeStep, which is off");
  }

  @Test
  void readsListsFromJsonAndFromCommaText() {
    PreviewSettings fromText =
        SettingsCatalogue.PREVIEW.read(Map.of("steps", "10, 20", "samplers", "Euler a,DDIM"));
    PreviewSettings fromJson =
        SettingsCatalogue.PREVIEW.read(
            Map.of("steps", List.of(10, 20), "samplers", List.of("Euler a", "DDIM")));

    assertThat(fromText).isEqualTo(fromJson);
    assertThat(fromText.steps()).containsExactly(10, 20);
    assertThat(fromText.samplers()).containsExactly(SamplerType.EULER_A, SamplerType.DDIM);
  }

  @Test
  void emptyTextClearsOptionalSettingAndIsRefusedForOthers() {
    assertThat(TRAINING.read(Map.of("weightDecay", "")).optimiser().weightDecay()).isNull();
    assertThatThrownBy(() -> TRAINING.read(Map.of("epochs", "")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("epochs ''");
  }
}
