package dev.lorafoundry.diffusion.training;

import static dev.lorafoundry.contracts.settings.OptimiserType.ADAFACTOR;
import static dev.lorafoundry.contracts.settings.OptimiserType.ADAM_W_SCHEDULE_FREE;
import static dev.lorafoundry.contracts.settings.OptimiserType.D_ADAPT_ADAM;
import static dev.lorafoundry.contracts.settings.OptimiserType.D_ADAPT_LION;
import static dev.lorafoundry.contracts.settings.OptimiserType.LION;
import static dev.lorafoundry.contracts.settings.OptimiserType.LION_8BIT;
import static dev.lorafoundry.contracts.settings.OptimiserType.PRODIGY;
import static dev.lorafoundry.contracts.settings.OptimiserType.SGD_NESTEROV;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.HuberSchedule;
import dev.lorafoundry.contracts.settings.LossType;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.NoiseSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.contracts.settings.Scheduler;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.schedule.LearningRateSchedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says which settings of a training differ from their defaults and yet change nothing, such as the
 * momentum of an optimiser that has none. Nothing is wrong with them: a grid over optimisers gives
 * each one the numbers of all. The table has every setting of the groups that hold such.
 */
public final class UnusedSettings {
  private static final Map<String, Use> USES = table();

  private UnusedSettings() {}

  /**
   * A setting that changes nothing.
   *
   * @param setting its name
   * @param why the end of a sentence, such as {@code with optimizer AdamW}
   */
  public record Unused(String setting, String why) {}

  /** Those that somebody set, in the order of the settings. */
  public static List<Unused> of(TrainingSettings settings, Family family) {
    Map<String, Object> values = SettingsCatalogue.TRAINING.valuesOf(settings);
    Map<String, Object> defaults = SettingsCatalogue.TRAINING.defaults();
    return all(settings, family).stream()
        .filter(each -> !Objects.equals(values.get(each.setting()), defaults.get(each.setting())))
        .toList();
  }

  /** Those at their defaults too, in the order of the settings. */
  public static List<Unused> all(TrainingSettings settings, Family family) {
    Case trained = new Case(settings, family);
    List<Unused> unused = new ArrayList<>();
    USES.forEach(
        (name, use) -> use.obstacle(trained).ifPresent(why -> unused.add(new Unused(name, why))));
    return unused;
  }

  /** Names of the settings in the table. */
  static Set<String> classified() {
    return USES.keySet();
  }

  /** What decides whether a setting is used. */
  record Case(TrainingSettings settings, Family family) {
    OptimiserSettings optimiser() {
      return settings.optimiser();
    }

    NoiseSettings noise() {
      return settings.noise();
    }

    /** Whether each part that is trained has a value of its own. */
    boolean everyPartHas(@Nullable Double ofUnet, @Nullable Double ofTextEncoder) {
      NetworkTarget trained = settings.network().train();
      return (ofUnet != null || trained == NetworkTarget.TEXT_ENCODER_ONLY)
          && (ofTextEncoder != null || trained == NetworkTarget.UNET_ONLY);
    }
  }

  /** When a setting is used. */
  interface Use {
    Use ALWAYS = trained -> Optional.empty();

    /** Why it is not used; empty if it is. */
    Optional<String> obstacle(Case trained);

    static Use unless(Predicate<Case> condition, String why) {
      return unless(condition, trained -> why);
    }

    static Use unless(Predicate<Case> condition, Function<Case, String> why) {
      return trained ->
          condition.test(trained) ? Optional.of(why.apply(trained)) : Optional.empty();
    }

    default Use and(Use other) {
      return trained -> obstacle(trained).or(() -> other.obstacle(trained));
    }
  }

  private static Map<String, Use> table() {
    Map<String, Use> uses = new LinkedHashMap<>();
    putRates(uses);
    putOptimisers(uses);
    putSchedules(uses);
    putLoss(uses);
    putNoise(uses);
    putText(uses);
    NetworkUses.addTo(uses);
    CaptionUses.addTo(uses);
    putPictures(uses);
    ValidationUses.addTo(uses);
    return Collections.unmodifiableMap(uses);
  }

  static void put(Map<String, Use> uses, Use use, String... settings) {
    for (String setting : settings) {
      uses.put(setting, use);
    }
  }

  private static void putRates(Map<String, Use> uses) {
    Use unet = notWhereTrained(NetworkTarget.TEXT_ENCODER_ONLY, "the text encoder");
    Use text = notWhereTrained(NetworkTarget.UNET_ONLY, "the U-Net");
    Use common =
        Use.unless(
            trained ->
                trained.everyPartHas(
                        trained.optimiser().unetLearningRate(),
                        trained.optimiser().textEncoderLearningRate())
                    && !endsAtAFixedRate(trained.settings()),
            "where all that is trained has a rate of its own");
    Use commonRatio =
        Use.unless(
            trained ->
                trained.everyPartHas(
                    trained.optimiser().loraPlusUnetRatio(),
                    trained.optimiser().loraPlusTextEncoderRatio()),
            "where all that is trained has a ratio of its own");
    put(uses, Use.ALWAYS, "optimizer");
    put(uses, withRates().and(common), "learningRate");
    put(uses, withRates().and(unet), "unetLearningRate");
    put(uses, withRates().and(text), "textEncoderLearningRate", "textEncoder2LearningRate");
    put(uses, commonRatio, "loraPlusRatio");
    put(uses, unet, "loraPlusUnetRatio");
    put(uses, text, "loraPlusTextEncoderRatio");
  }

  /** Then what is left of a rate of its own depends on the common one. */
  private static boolean endsAtAFixedRate(TrainingSettings settings) {
    return settings.schedule().scheduler() == Scheduler.POLYNOMIAL
        && LearningRateSchedule.isUsed(settings);
  }

  /** Learning rates are not used where the optimiser chooses its own. */
  private static Use withRates() {
    return Use.unless(
        trained -> LearningRates.areItsOwn(trained.settings()), "with AdaFactor's relative steps");
  }

  private static Use notWhereTrained(NetworkTarget target, String part) {
    return Use.unless(
        trained -> trained.settings().network().train() == target,
        "where %s alone is trained".formatted(part));
  }

  private static void putOptimisers(Map<String, Use> uses) {
    put(uses, Use.ALWAYS, "weightDecay", "maxGradNorm", "scaleWeightNorms");
    put(uses, notOf(SGD_NESTEROV), "beta1");
    put(uses, notOf(SGD_NESTEROV, ADAFACTOR), "beta2");
    put(uses, notOf(LION, LION_8BIT, D_ADAPT_LION, SGD_NESTEROV), "epsilon");
    put(uses, onlyOf(SGD_NESTEROV), "momentum");
    put(uses, onlyOf(ADAFACTOR), "relativeStep", "scaleParameter", "warmupInit");
    put(uses, onlyOf(ADAFACTOR), "clipThreshold", "decayRate");
    put(uses, onlyOf(PRODIGY, D_ADAPT_ADAM, D_ADAPT_LION), "d0");
    put(uses, onlyOf(PRODIGY), "dCoefficient", "safeguardWarmup");
    put(uses, onlyOf(PRODIGY, D_ADAPT_ADAM), "growthRate", "decouple", "biasCorrection");
    put(uses, onlyOf(ADAM_W_SCHEDULE_FREE), "scheduleFreeWarmup");
  }

  private static Use notOf(OptimiserType... lacking) {
    return by(EnumSet.complementOf(EnumSet.copyOf(List.of(lacking))));
  }

  private static Use onlyOf(OptimiserType... having) {
    return by(EnumSet.copyOf(List.of(having)));
  }

  private static Use by(Set<OptimiserType> having) {
    return Use.unless(
        trained -> !having.contains(trained.optimiser().optimizer()),
        trained -> "with optimizer " + trained.optimiser().optimizer().label());
  }

  private static void putSchedules(Map<String, Use> uses) {
    Set<Scheduler> decaying = EnumSet.of(Scheduler.WARMUP_STABLE_DECAY);
    Set<Scheduler> limited =
        EnumSet.of(Scheduler.COSINE_WITH_MIN_LR, Scheduler.WARMUP_STABLE_DECAY);
    Set<Scheduler> waving =
        EnumSet.of(
            Scheduler.COSINE_WITH_RESTARTS,
            Scheduler.COSINE_WITH_MIN_LR,
            Scheduler.WARMUP_STABLE_DECAY);
    Use level =
        Use.unless(
            trained ->
                trained.settings().schedule().scheduler() == Scheduler.WARMUP_STABLE_DECAY
                    && trained.settings().schedule().decaySteps() == 0,
            "without decaySteps");
    put(uses, withSchedule(), "scheduler");
    put(uses, in(EnumSet.complementOf(EnumSet.of(Scheduler.PIECEWISE_CONSTANT))), "warmup");
    put(uses, in(decaying), "decaySteps");
    put(uses, in(waving).and(level), "numCycles");
    put(uses, in(EnumSet.of(Scheduler.POLYNOMIAL)), "power");
    put(uses, in(EnumSet.of(Scheduler.INVERSE_SQRT)), "timescale");
    put(uses, in(limited), "minLrRatio");
    put(uses, in(EnumSet.of(Scheduler.PIECEWISE_CONSTANT)), "stepRules");
  }

  private static Use withSchedule() {
    return withRates()
        .and(
            Use.unless(
                trained -> !LearningRateSchedule.isUsed(trained.settings()),
                trained -> "with optimizer " + trained.optimiser().optimizer().label()));
  }

  private static Use in(Set<Scheduler> reading) {
    return withSchedule()
        .and(
            Use.unless(
                trained -> !reading.contains(trained.settings().schedule().scheduler()),
                trained -> "with scheduler " + trained.settings().schedule().scheduler().label()));
  }

  private static void putLoss(Map<String, Use> uses) {
    Use bent =
        Use.unless(
            trained -> !new ElementLoss(lossOf(trained)).hasThreshold(),
            trained -> "with lossType " + lossOf(trained).label());
    Use scaled =
        Use.unless(
            trained -> trained.settings().loss().huberSchedule() == HuberSchedule.SNR,
            "with huberSchedule snr");
    put(uses, Use.ALWAYS, "lossType", "priorLossWeight", "maskedLoss");
    put(uses, bent, "huberSchedule", "huberC");
    put(uses, bent.and(scaled), "huberScale");
    put(uses, Use.ALWAYS, "minSnrGamma", "debiasedEstimation");
    put(uses, Use.ALWAYS, "scaleVPrediction", "vPredictionLikeLoss");
  }

  private static LossType lossOf(Case trained) {
    return trained.settings().loss().lossType();
  }

  private static void putNoise(Map<String, Use> uses) {
    Use offset =
        Use.unless(trained -> trained.noise().noiseOffset() == null, "without noiseOffset");
    Use layers =
        Use.unless(
            trained -> trained.noise().multiresNoiseIterations() == null,
            "without multiresNoiseIterations");
    Use single =
        Use.unless(
            trained -> Integer.valueOf(1).equals(trained.noise().multiresNoiseIterations()),
            "with multiresNoiseIterations 1");
    Use perturbation =
        Use.unless(trained -> trained.noise().ipNoiseGamma() == null, "without ipNoiseGamma");
    put(uses, Use.ALWAYS, "minTimestep", "maxTimestep", "zeroTerminalSnr");
    put(uses, Use.ALWAYS, "noiseOffset", "multiresNoiseIterations", "ipNoiseGamma");
    put(uses, offset, "noiseOffsetRandomStrength", "adaptiveNoiseScale");
    put(uses, layers.and(single), "multiresNoiseDiscount");
    put(uses, perturbation, "ipNoiseGammaRandomStrength");
  }

  private static void putText(Map<String, Use> uses) {
    put(uses, Use.ALWAYS, "clipSkip", "maxTokenLength");
    put(uses, ofSdxl(), "textProjection");
  }

  private static void putPictures(Map<String, Use> uses) {
    Use kept =
        Use.unless(
            trained -> trained.settings().pictures().randomCrop(),
            "with randomCrop, whose parts are encoded anew each time");
    put(uses, Use.ALWAYS, "randomCrop", "randomFlip");
    put(uses, kept, "cacheLatents");
    put(uses, ofSdxl(), "cropNumbers");
  }

  private static Use ofSdxl() {
    return Use.unless(
        trained -> trained.family() != Family.SDXL,
        trained -> "with a base model of family " + trained.family());
  }
}
