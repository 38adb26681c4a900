package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.AdaptiveSettings;
import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.CaptionSettings;
import dev.lorafoundry.contracts.settings.LossSettings;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NoiseSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.PictureSettings;
import dev.lorafoundry.contracts.settings.ScheduleSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TextSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.contracts.settings.ValidationSettings;
import dev.lorafoundry.diffusion.training.UnusedSettings.Unused;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each setting is changed in many trainings. Where it is told to be unused nothing that the
 * training does may change with it, and where it isn't something must.
 */
final class UnusedSettingsTest {
  @Test
  void classifiesEverySettingOfItsGroups() {
    Stream<Class<?>> groups =
        Stream.of(
            OptimiserSettings.class,
            AdaptiveSettings.class,
            ScheduleSettings.class,
            LossSettings.class,
            NoiseSettings.class,
            TextSettings.class,
            NetworkSettings.class,
            BlockSettings.class,
            CaptionSettings.class,
            PictureSettings.class,
            ValidationSettings.class);

    assertThat(UnusedSettings.classified())
        .containsExactlyInAnyOrderElementsOf(
            groups
                .flatMap(group -> Arrays.stream(group.getRecordComponents()))
                .map(RecordComponent::getName)
                .toList());
  }

  @Test
  void knowsWhichNumbersEachOptimiserHas() {
    assertToldWhereUsed(UnusedSettingsCase.ofOptimisers(), 135);
  }

  @Test
  void knowsWhatLearningRatesDependOn() {
    assertToldWhereUsed(UnusedSettingsCase.ofRatesAndSchedules(), 3_000);
  }

  @Test
  void knowsWhatTheLossDependsOn() {
    assertToldWhereUsed(UnusedSettingsCase.ofLosses(), 80);
  }

  @Test
  void knowsWhatTheNoiseDependsOn() {
    assertToldWhereUsed(UnusedSettingsCase.ofNoises(), 25);
  }

  @Test
  void knowsWhatTheNetworkDependsOn() {
    assertToldWhereUsed(UnusedSettingsCase.ofNetworks(), 10);
  }

  @Test
  void knowsWhatCaptionsDependOn() {
    assertToldWhereUsed(UnusedSettingsCase.ofCaptions(), 60);
  }

  private static void assertToldWhereUsed(Stream<UnusedSettingsCase> cases, int least) {
    assertThat(cases)
        .hasSizeGreaterThanOrEqualTo(least)
        .allSatisfy(each -> assertThat(each.isToldToBeUsed()).isEqualTo(each.isUsed()));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void textProjectionAndCropNumbersAreOfSdxlAlone(Family family) {
    Map<String, Object> given = Map.of("textProjection", "transposed", "cropNumbers", "letterbox");
    List<Unused> unused = UnusedSettings.of(read(given), family);

    if (family == Family.SDXL) {
      assertThat(unused).isEmpty();
    } else {
      String why = "with a base model of family " + family.name();
      assertThat(unused)
          .containsExactly(new Unused("textProjection", why), new Unused("cropNumbers", why));
    }
  }

  @Test
  void aRateOfTheSecondTextEncoderNeedsTrainedOnes() {
    Map<String, Object> settings = Map.of("textEncoder2LearningRate", 1e-5, "train", "unet_only");

    assertThat(UnusedSettings.of(read(settings), Family.SDXL))
        .containsExactly(
            new Unused("textEncoder2LearningRate", "where the U-Net alone is trained"));
    assertThat(UnusedSettings.of(read(Map.of("textEncoder2LearningRate", 1e-5)), Family.SDXL))
        .isEmpty();
  }

  @Test
  void partsOfPicturesAreNeverKept() {
    Map<String, Object> cropped = Map.of("randomCrop", true, "cacheLatents", false);

    assertThat(UnusedSettings.of(read(cropped), Family.SD1))
        .containsExactly(
            new Unused("cacheLatents", "with randomCrop, whose parts are encoded anew each time"));
    assertThat(UnusedSettings.of(read(Map.of("cacheLatents", false)), Family.SD1)).isEmpty();
    assertThat(UnusedSettings.of(read(Map.of("randomCrop", true)), Family.SD1)).isEmpty();
  }

  @Test
  void whatShapesAValidationLossNeedsOne() {
    Map<String, Object> shaping = Map.of("validationSeed", 1, "maxValidationSteps", 5);
    Map<String, Object> judged = Map.of("validateEveryEpochs", 1, "validationSeed", 1);

    assertThat(UnusedSettings.of(read(shaping), Family.SD1))
        .containsExactly(
            new Unused("validationSeed", "without a validation loss"),
            new Unused("maxValidationSteps", "without a validation loss"));
    assertThat(UnusedSettings.of(read(judged), Family.SD1)).isEmpty();
  }

  @Test
  void patienceNeedsMoreValidationsThanItWaitsFor() {
    Map<String, Object> patient = Map.of("earlyStopPatience", 3, "epochs", 4, "saveEveryEpochs", 1);
    Map<String, Object> longer = Map.of("earlyStopPatience", 3, "epochs", 5, "saveEveryEpochs", 1);

    assertThat(UnusedSettings.of(read(patient), Family.SD1))
        .containsExactly(new Unused("earlyStopPatience", "in a training of so few validations"));
    assertThat(UnusedSettings.of(read(longer), Family.SD1)).isEmpty();
    assertThat(UnusedSettings.of(read(Map.of("earlyStopMinDelta", 0.1)), Family.SD1))
        .containsExactly(new Unused("earlyStopMinDelta", "without earlyStopPatience"));
  }

  @Test
  void ranksAreThoseOfTheLoraWhereTheyAreTakenFromIt() {
    Map<String, Object> settings =
        Map.of(
            "startFrom",
            "0b1c2d3e-0000-4000-8000-00000000000a",
            "ranksFromStart",
            true,
            "rank",
            8,
            "alpha",
            8,
            "convRank",
            8,
            "moduleDropout",
            0.1);

    assertThat(UnusedSettings.of(read(settings), Family.SD1))
        .containsExactly(
            new Unused("rank", "with ranksFromStart, which takes ranks and alphas from the LoRA"),
            new Unused("alpha", "with ranksFromStart, which takes ranks and alphas from the LoRA"),
            new Unused(
                "convRank", "with ranksFromStart, which takes ranks and alphas from the LoRA"));
  }

  @Test
  void tellsNothingOfDefaults() {
    for (Family family : Family.values()) {
      assertThat(UnusedSettings.of(TrainingSettings.DEFAULTS, family)).isEmpty();
    }
  }

  @Test
  void saysWhy() {
    TrainingSettings settings =
        read(
            Map.of(
                "optimizer",
                "Lion",
                "momentum",
                0.5,
                "train",
                "unet_only",
                "textEncoderLearningRate",
                1e-5,
                "huberC",
                0.2,
                "power",
                2,
                "ipNoiseGammaRandomStrength",
                true));

    assertThat(UnusedSettings.of(settings, Family.SD1))
        .containsExactly(
            new Unused("textEncoderLearningRate", "where the U-Net alone is trained"),
            new Unused("momentum", "with optimizer Lion"),
            new Unused("power", "with scheduler cosine"),
            new Unused("huberC", "with lossType l2"),
            new Unused("ipNoiseGammaRandomStrength", "without ipNoiseGamma"));
  }

  @Test
  void anAverageNeedsNoSchedule() {
    TrainingSettings settings =
        read(Map.of("optimizer", "AdamWScheduleFree", "scheduler", "linear", "warmup", 5));

    assertThat(UnusedSettings.of(settings, Family.SD1))
        .containsExactly(
            new Unused("scheduler", "with optimizer AdamWScheduleFree"),
            new Unused("warmup", "with optimizer AdamWScheduleFree"));
  }

  @Test
  void saysOfTextsWhichOthersTheyNeed() {
    TrainingSettings settings =
        read(Map.of("keepTokens", 3, "tokenWarmupMin", 5, "captionDropoutEveryEpochs", 50));

    assertThat(UnusedSettings.of(settings, Family.SD1))
        .extracting(Unused::setting)
        .containsExactlyInAnyOrder("keepTokens", "tokenWarmupMin", "captionDropoutEveryEpochs");
  }

  @Test
  void adaFactorsOwnStepsKnowNoRatesAndNoSchedule() {
    TrainingSettings settings =
        read(Map.of("optimizer", "AdaFactor", "learningRate", 1, "scheduler", "linear"));

    assertThat(UnusedSettings.of(settings, Family.SD1))
        .containsExactly(
            new Unused("learningRate", "with AdaFactor's relative steps"),
            new Unused("scheduler", "with AdaFactor's relative steps"));
  }

  @Test
  void knowsThoseThatNobodySetToo() {
    TrainingSettings settings = read(Map.of("optimizer", "AdamW", "maxTimestep", 900));

    assertThat(UnusedSettings.all(settings, Family.SD1))
        .contains(new Unused("relativeStep", "with optimizer AdamW"))
        .extracting(Unused::setting)
        .doesNotContain("maxTimestep", "rank");
    assertThat(UnusedSettings.of(settings, Family.SD1)).isEmpty();
  }

  private static TrainingSettings read(Map<String, ?> given) {
    return SettingsCatalogue.TRAINING.read(given);
  }

  @Test
  void tellsThatWholeMatricesOfALokrHaveNoAlpha() {
    Map<String, Object> given = new HashMap<>();
    given.put("network", "LoKr");
    given.put("rank", 64);
    given.put("alpha", 2);
    given.put("convRank", 8);
    given.put("convAlpha", 2);

    assertThat(UnusedSettings.of(Sessions.settings(given), Family.SDXL))
        .extracting(Unused::setting)
        .containsExactly("alpha");
    given.put("convRank", 64);
    given.put("rank", 8);
    assertThat(UnusedSettings.of(Sessions.settings(given), Family.SDXL))
        .extracting(Unused::setting)
        .containsExactly("convAlpha");
    given.put("network", "LoHa");
    assertThat(UnusedSettings.of(Sessions.settings(given), Family.SDXL)).isEmpty();
  }
}
