package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.HuberSchedule;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.LossType;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.contracts.settings.Scheduler;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.caption.CaptionChanges;
import dev.lorafoundry.diffusion.caption.Moment;
import dev.lorafoundry.diffusion.lora.BlockPlan;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.HuberThreshold;
import dev.lorafoundry.diffusion.noise.LossWeights;
import dev.lorafoundry.diffusion.noise.NoiseDraws;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.noise.TrainingNoise;
import dev.lorafoundry.diffusion.optimiser.Optimiser;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.diffusion.schedule.LearningRateSchedule;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A training in which one setting is changed.
 *
 * @param base what else is set
 * @param values one of them differs from what a training has without this setting
 * @param deeds all that a training does that may depend on it
 */
record UnusedSettingsCase(
    Map<String, Object> base,
    String setting,
    List<?> values,
    Function<TrainingSettings, List<Object>> deeds) {
  private static final int STEPS = 20;
  private static final OptionalLong LONG = OptionalLong.of(STEPS);
  private static final TrainingRules.Model MODEL =
      new TrainingRules.Model(Family.SD1, PredictionType.EPSILON, 1024, 12);

  private static final Map<String, List<?>> NUMBERS =
      Map.ofEntries(
          Map.entry("weightDecay", List.of(0.5)),
          Map.entry("beta1", List.of(0.5)),
          Map.entry("beta2", List.of(0.5)),
          Map.entry("epsilon", List.of(0.5)),
          Map.entry("momentum", List.of(0.5)),
          Map.entry("scaleParameter", List.of(false)),
          Map.entry("clipThreshold", List.of(2)),
          Map.entry("decayRate", List.of(-0.5)),
          Map.entry("d0", List.of(1e-5)),
          Map.entry("dCoefficient", List.of(2)),
          Map.entry("growthRate", List.of(2)),
          Map.entry("decouple", List.of(true, false)),
          Map.entry("biasCorrection", List.of(true)),
          Map.entry("safeguardWarmup", List.of(true)),
          Map.entry("scheduleFreeWarmup", List.of(9)));

  private static final Map<String, List<?>> RATES_AND_SCHEDULES =
      Map.ofEntries(
          Map.entry("learningRate", List.of(0.5)),
          Map.entry("unetLearningRate", List.of(0.5)),
          Map.entry("textEncoderLearningRate", List.of(0.5)),
          Map.entry("loraPlusRatio", List.of(5)),
          Map.entry("loraPlusUnetRatio", List.of(5)),
          Map.entry("loraPlusTextEncoderRatio", List.of(5)),
          Map.entry("relativeStep", List.of(false)),
          Map.entry("warmupInit", List.of(true)),
          Map.entry("scheduler", List.of("constant_with_warmup", "linear")),
          Map.entry("warmup", List.of(4)),
          Map.entry("decaySteps", List.of(7)),
          Map.entry("numCycles", List.of(3)),
          Map.entry("power", List.of(2)),
          Map.entry("timescale", List.of(50)),
          Map.entry("minLrRatio", List.of(0.2)),
          Map.entry("stepRules", List.of("0.5:9,0.125")));

  private static final Map<String, List<?>> LOSSES =
      Map.of(
          "lossType", List.of("l1", "huber"),
          "huberSchedule", List.of("constant", "exponential"),
          "huberC", List.of(0.5),
          "huberScale", List.of(2),
          "minSnrGamma", List.of(1),
          "vPredictionLikeLoss", List.of(1),
          "priorLossWeight", List.of(0.4),
          "maskedLoss", List.of(true),
          "debiasedEstimation", List.of(true));

  private static final Map<String, List<?>> NOISES =
      Map.of(
          "noiseOffset", List.of(0.5),
          "noiseOffsetRandomStrength", List.of(true),
          "adaptiveNoiseScale", List.of(0.5),
          "multiresNoiseIterations", List.of(1),
          "multiresNoiseDiscount", List.of(0.5),
          "ipNoiseGamma", List.of(0.5),
          "ipNoiseGammaRandomStrength", List.of(true));

  static Stream<UnusedSettingsCase> ofOptimisers() {
    return crossed(
            choices("optimizer", OptimiserType.values()), choices("scheduler", Scheduler.CONSTANT))
        .stream()
        .flatMap(base -> each(base, NUMBERS, UnusedSettingsCase::optimiser));
  }

  private static List<Object> optimiser(TrainingSettings settings) {
    return List.of(Optimiser.of(settings.optimiser(), settings.adaptive()));
  }

  static Stream<UnusedSettingsCase> ofRatesAndSchedules() {
    List<Map<String, Object>> optimisers =
        List.of(
            Map.of("optimizer", "AdamW"),
            Map.of("optimizer", "AdaFactor"),
            Map.of("optimizer", "AdaFactor", "relativeStep", false),
            Map.of("optimizer", "AdamWScheduleFree"));
    List<Map<String, Object>> own =
        List.of(
            Map.of(),
            Map.of("unetLearningRate", 0.25, "loraPlusUnetRatio", 2),
            Map.of("textEncoderLearningRate", 0.125, "loraPlusTextEncoderRatio", 3),
            Map.of("unetLearningRate", 0.25, "textEncoderLearningRate", 0.125),
            Map.of("loraPlusUnetRatio", 2, "loraPlusTextEncoderRatio", 3));
    List<Map<String, Object>> parts = choices("train", NetworkTarget.values());
    List<Map<String, Object>> courses =
        Stream.concat(
                Arrays.stream(Scheduler.values()).map(UnusedSettingsCase::course),
                Stream.of(merged(course(Scheduler.WARMUP_STABLE_DECAY), Map.of("decaySteps", 0))))
            .toList();
    return crossed(crossed(optimisers, own), crossed(parts, courses)).stream()
        .flatMap(base -> each(base, RATES_AND_SCHEDULES, UnusedSettingsCase::rates));
  }

  /** So that each part of the schedule shows. */
  private static Map<String, Object> course(Scheduler scheduler) {
    int warmup = scheduler == Scheduler.CONSTANT ? 0 : 3;
    return Map.of(
        "scheduler",
        scheduler.label(),
        "warmup",
        warmup,
        "decaySteps",
        5,
        "minLrRatio",
        0.1,
        "stepRules",
        "1:3,0.25");
  }

  /** Of all groups of parameters, in all steps. */
  private static List<Object> rates(TrainingSettings settings) {
    LearningRateSchedule schedule = new LearningRateSchedule(settings, STEPS);
    List<ParameterGroup> groups = new ArrayList<>();
    if (settings.network().train() != NetworkTarget.UNET_ONLY) {
      groups.add(new ParameterGroup("textencoder", 0, 4));
    }
    if (settings.network().train() != NetworkTarget.TEXT_ENCODER_ONLY) {
      groups.add(new ParameterGroup("unet", 4, 8));
    }
    List<ParameterGroup> split = LoraPlus.split(groups, settings.optimiser());
    return IntStream.range(0, STEPS)
        .<Object>mapToObj(
            step ->
                Arrays.stream(LearningRates.of(settings, split, schedule.factor(step), step))
                    .boxed()
                    .toList())
        .toList();
  }

  static Stream<UnusedSettingsCase> ofLosses() {
    return crossed(
            choices("lossType", LossType.values()),
            choices("huberSchedule", HuberSchedule.values()))
        .stream()
        .flatMap(base -> each(base, LOSSES, UnusedSettingsCase::losses));
  }

  /** Shape of the error, its threshold and its weight at some timesteps. */
  private static List<Object> losses(TrainingSettings settings) {
    List<Object> numbers = new ArrayList<>();
    numbers.add(settings.loss().lossType());
    numbers.add(settings.loss().priorLossWeight()); // why: of whichever pictures need it
    numbers.add(settings.loss().maskedLoss()); // why: of pictures with masks
    boolean bent = new ElementLoss(settings.loss().lossType()).hasThreshold();
    HuberThreshold threshold = new HuberThreshold(settings.loss(), NoiseSchedule.stableDiffusion());
    LossWeights weights = new LossWeights(settings.loss(), PredictionType.EPSILON);
    for (int timestep : new int[] {1, 500, 999}) {
      numbers.add(bent ? threshold.at(timestep) : 0);
      numbers.add(weights.at(timestep));
    }
    return numbers;
  }

  static Stream<UnusedSettingsCase> ofNoises() {
    return Stream.<Map<String, Object>>of(
            Map.of(),
            Map.of("noiseOffset", 0.1),
            Map.of("multiresNoiseIterations", 1),
            Map.of("multiresNoiseIterations", 4),
            Map.of("ipNoiseGamma", 0.1))
        .flatMap(base -> each(base, NOISES, UnusedSettingsCase::noise));
  }

  private static List<Object> noise(TrainingSettings settings) {
    TrainingNoise noise =
        new NoiseDraws(settings.noise(), 7).draw(0, Shape.of(1, 2, 16, 16), 0.3F, 0.4F);
    return List.of(Arrays.toString(noise.predicted()), Arrays.toString(noise.shown()));
  }

  private static final Map<String, List<?>> NETWORKS =
      Map.of(
          "rank", List.of(8),
          "alpha", List.of(3),
          "convRank", List.of(5),
          "convAlpha", List.of(3),
          "lokrFactor", List.of(2),
          "dora", List.of("inputs", "outputs"),
          "network", List.of("LoHa"));

  static Stream<UnusedSettingsCase> ofNetworks() {
    List<Map<String, Object>> blocks =
        List.of(
            Map.of(),
            Map.of("convRank", 4),
            Map.of("blockRanks", ranks()),
            Map.of("blockRanks", ranks(), "blockAlphas", ranks()),
            Map.of("blockRanks", ranks(), "convBlockRanks", ranks()),
            Map.of(
                "convRank",
                4,
                "blockRanks",
                ranks(),
                "convBlockRanks",
                ranks(),
                "convBlockAlphas",
                ranks()));
    // of factor 1: no matrix is whole, for which an alpha would not count
    List<Map<String, Object>> types =
        List.of(Map.of(), Map.of("network", "LoKr", "rank", 1, "lokrFactor", 1));
    return crossed(types, crossed(choices("train", NetworkTarget.values()), blocks)).stream()
        .flatMap(base -> each(base, NETWORKS, UnusedSettingsCase::network));
  }

  /** One number for each of the 25 blocks. */
  private static String ranks() {
    return String.join(" ", Collections.nCopies(25, "2"));
  }

  private static List<Object> network(TrainingSettings settings) {
    BlockPlan plan = BlockPlan.of(Family.SD1, settings.network(), settings.blocks());
    LoraNetwork network = LoraNetwork.create(Sessions.base().file().shapes(), Family.SD1, plan);
    return List.of(network.shapes(), network.alphas());
  }

  private static final Map<String, List<?>> CAPTIONS =
      Map.ofEntries(
          Map.entry("captionPrefix", List.of("x")),
          Map.entry("captionSuffix", List.of("x")),
          Map.entry("captionSeparator", List.of(";")),
          Map.entry("secondarySeparator", List.of("+")),
          Map.entry("keepTokens", List.of(2)),
          Map.entry("keepTokensSeparator", List.of("|||")),
          Map.entry("shuffleCaption", List.of(true)),
          Map.entry("enableWildcard", List.of(true)),
          Map.entry("captionDropoutRate", List.of(0.5)),
          Map.entry("captionDropoutEveryEpochs", List.of(2)),
          Map.entry("captionTagDropoutRate", List.of(0.5)),
          Map.entry("tokenWarmupMin", List.of(3)),
          Map.entry("tokenWarmupSteps", List.of(8)));

  static Stream<UnusedSettingsCase> ofCaptions() {
    return Stream.<Map<String, Object>>of(
            Map.of(),
            Map.of("shuffleCaption", true),
            Map.of("captionTagDropoutRate", 0.25),
            Map.of("tokenWarmupSteps", 12),
            Map.of("secondarySeparator", "+"),
            Map.of("captionDropoutRate", 1),
            Map.of("captionDropoutEveryEpochs", 1))
        .map(base -> merged(base, Map.of("epochs", 5)))
        .flatMap(base -> each(base, CAPTIONS, UnusedSettingsCase::captions));
  }

  /** What is shown of a caption in five epochs of four steps. */
  private static List<Object> captions(TrainingSettings settings) {
    CaptionChanges changes = new CaptionChanges(settings.captions(), STEPS);
    String caption = changes.captionOf("a, {b|c}+d; e|||f, g, h; i\nj, k");
    return IntStream.range(0, STEPS)
        .<Object>mapToObj(
            step ->
                changes.shown(
                    caption, new Moment(step / 4 + 1, step), Draws.of(7, step, Purpose.CAPTIONS)))
        .toList();
  }

  private static List<Map<String, Object>> choices(String setting, Choice... values) {
    return Arrays.stream(values)
        .map(value -> Map.<String, Object>of(setting, value.label()))
        .toList();
  }

  private static List<Map<String, Object>> crossed(
      List<Map<String, Object>> some, List<Map<String, Object>> others) {
    return some.stream()
        .flatMap(each -> others.stream().map(other -> merged(each, other)))
        .toList();
  }

  private static Map<String, Object> merged(Map<String, Object> some, Map<String, ?> others) {
    Map<String, Object> merged = new LinkedHashMap<>(some);
    merged.putAll(others);
    return merged;
  }

  private static Stream<UnusedSettingsCase> each(
      Map<String, Object> base,
      Map<String, List<?>> settings,
      Function<TrainingSettings, List<Object>> deeds) {
    return settings.entrySet().stream()
        .map(each -> new UnusedSettingsCase(base, each.getKey(), each.getValue(), deeds))
        .filter(UnusedSettingsCase::isAllowed);
  }

  /** Whether there is such a training. */
  private boolean isAllowed() {
    try {
      List<TrainingSettings> changed = changed().toList();
      return !changed.isEmpty()
          && Stream.concat(Stream.of(read(base)), changed.stream())
              .allMatch(each -> TrainingRules.problems(each, MODEL, LONG).isEmpty());
    } catch (InvalidSettings e) {
      return false;
    }
  }

  /** Whether something that the training does changes with it. */
  boolean isUsed() {
    List<Object> usual = deeds.apply(read(base));
    return changed().anyMatch(settings -> !deeds.apply(settings).equals(usual));
  }

  boolean isToldToBeUsed() {
    return changed()
        .allMatch(
            settings ->
                UnusedSettings.of(settings, Family.SD1).stream()
                    .noneMatch(unused -> unused.setting().equals(setting)));
  }

  private Stream<TrainingSettings> changed() {
    return values.stream()
        .filter(value -> !value.equals(base.get(setting)))
        .map(value -> read(merged(base, Map.of(setting, value))));
  }

  private static TrainingSettings read(Map<String, Object> given) {
    return SettingsCatalogue.TRAINING.read(given);
  }
}
