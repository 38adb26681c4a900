package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings on base models of each family, from pictures to the file. */
final class FamiliesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "SD1, sd_v1, stable-diffusion-v1/lora, diffusers, False",
    "SD2, sd_v2_v, stable-diffusion-v2-768-v/lora, diffusers, True",
    "SDXL, sdxl_base_v1-0, stable-diffusion-xl-v1-base/lora,"
        + " https://github.com/Stability-AI/generative-models, False"
  })
  void namesTheFamilyAsTheReference(
      Family family, String version, String architecture, String implementation, String second)
      throws IOException {
    assertThat(trained(family, Map.of(), 1).metadata())
        .containsEntry("ss_base_model_version", version)
        .containsEntry("ss_v2", second)
        .containsEntry("ss_clip_skip", "None")
        .containsEntry("modelspec.architecture", architecture)
        .containsEntry("modelspec.implementation", implementation)
        .containsEntry("modelspec.prediction_type", family == Family.SD2 ? "v" : "epsilon");
  }

  @Test
  void namesWhatAModelPredictsInItsVersion() {
    KohyaFamily epsilon = new KohyaFamily(Family.SD2, PredictionType.EPSILON);
    KohyaFamily v = new KohyaFamily(Family.SD1, PredictionType.V);

    assertThat(epsilon.version()).isEqualTo("sd_v2");
    assertThat(epsilon.architecture()).isEqualTo("stable-diffusion-v2-512/lora");
    assertThat(v.version()).isEqualTo("sd_v1_v");
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void writesTheModulesThatTheReferenceWrites(Family family) throws IOException {
    LoraFile file = trained(family, Map.of(), 2);

    Set<String> reference = new HashSet<>(Models.golden(family, "lora").names());
    assertThat(file.tensors().keySet()).isEqualTo(reference);
    assertThat(changed(file)).hasSizeGreaterThan(reference.size() / 4);
  }

  /** Text that is encoded once beforehand says what it says in the step, until that changes. */
  @ParameterizedTest
  @EnumSource(Family.class)
  void beginsAlikeWithTrainedAndWithFrozenTexts(Family family) {
    double trained = firstLoss(family, Map.of("train", "both"), Sessions.pictures());
    double frozen = firstLoss(family, Map.of("train", "unet_only"), Sessions.pictures());

    assertThat(frozen).isCloseTo(trained, within(1e-5 * trained));
  }

  @ParameterizedTest
  @CsvSource({"SD2, fp16", "SD2, bf16", "SDXL, fp16", "SDXL, bf16"})
  void trainsInHalfPrecision(Family family, String precision) {
    double full = firstLoss(family, Map.of(), Sessions.pictures());

    for (String train : List.of("both", "unet_only")) {
      double half =
          firstLoss(family, Map.of("precision", precision, "train", train), Sessions.pictures());
      assertThat(half).as(train).isCloseTo(full, within(0.02 * full));
    }
  }

  @ParameterizedTest
  @CsvSource({"SD2, both", "SDXL, both", "SDXL, unet_only", "SDXL, text_encoder_only"})
  void learnsTheSameWithGradientCheckpointing(Family family, String train) {
    List<StepReport> kept = reports(family, Map.of("train", train));
    List<StepReport> recomputed =
        reports(family, Map.of("train", train, "gradientCheckpointing", true));

    for (int i = 0; i < kept.size(); i++) {
      double loss = kept.get(i).loss();
      assertThat(recomputed.get(i).loss()).isCloseTo(loss, within(1e-4 * loss));
    }
  }

  private static List<StepReport> reports(Family family, Map<String, ?> settings) {
    List<StepReport> reports = new ArrayList<>();
    try (TrainingSession session = Sessions.start(family, settings, Sessions.pictures())) {
      Sessions.take(session, 3, reports);
    }
    return reports;
  }

  @Test
  void sdxlSeesHowPicturesWereFramed() {
    double whole = firstLoss(Family.SDXL, Map.of(), Sessions.pictures());

    assertThat(firstLoss(Family.SDXL, Map.of(), cut())).isNotEqualTo(whole);
    assertThat(firstLoss(Family.SD1, Map.of(), cut()))
        .isEqualTo(firstLoss(Family.SD1, Map.of(), Sessions.pictures()));
  }

  /** An original of 1920 × 1080 is 64 × 36 where it is 64 wide, with bars above and below. */
  @Test
  void sdxlIsToldOfBarsWhereItIsToBeAsInTheReference() {
    DatasetSnapshot between =
        framed(picture -> new Framing(1920, 1080, 0, (picture.height() - 36) / 2));

    assertThat(firstLoss(Family.SDXL, Map.of("cropNumbers", "letterbox"), cut()))
        .isEqualTo(firstLoss(Family.SDXL, Map.of(), between));
  }

  @Test
  void theOtherTextProjectionIsAnotherTraining() {
    double stored = firstLoss(Family.SDXL, Map.of(), Sessions.pictures());

    assertThat(firstLoss(Family.SDXL, Map.of("textProjection", "transposed"), Sessions.pictures()))
        .isNotEqualTo(stored);
  }

  @ParameterizedTest
  @EnumSource(names = {"SD2", "SDXL"})
  void goesOnFromASavedStateAsIfNothingWere(Family family) throws IOException {
    Path state = folder.resolve("state");
    List<StepReport> straight = new ArrayList<>();
    List<StepReport> resumed = new ArrayList<>();
    try (TrainingSession session = Sessions.start(family, Map.of(), Sessions.pictures())) {
      Sessions.take(session, 1, straight);
      session.saveState(state);
      Sessions.take(session, 2, straight);
    }
    try (TrainingSession session = Sessions.start(family, Map.of(), Sessions.pictures())) {
      session.restore(state);
      Sessions.take(session, 2, resumed);
    }

    assertThat(resumed).isEqualTo(straight.subList(1, 3));
  }

  @Test
  void refusesAnotherLayerOfSdxlsTextEncoders() {
    assertThatThrownBy(
            () -> Sessions.start(Family.SDXL, Map.of("clipSkip", 2), Sessions.pictures()))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("clipSkip 2 is not allowed with a base model of family SDXL");
  }

  @Test
  void countsNoTextLayerThatSd2DoesNotUse() {
    int layers = Sessions.base(Family.SD2).file().sizes().textLayers();

    assertThatThrownBy(
            () -> Sessions.start(Family.SD2, Map.of("clipSkip", layers), Sessions.pictures()))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("text encoder has %d layers".formatted(layers - 1));
  }

  private LoraFile trained(Family family, Map<String, ?> settings, int steps) throws IOException {
    Path path = folder.resolve(family + ".safetensors");
    try (TrainingSession session = Sessions.start(family, settings, Sessions.pictures())) {
      Sessions.take(session, steps, new ArrayList<>());
      session.saveLora(path, Sessions.METADATA);
    }
    return LoraFile.read(path);
  }

  /** Second matrices that are not 0 any more. */
  private static Map<String, StoredTensor> changed(LoraFile file) {
    Map<String, StoredTensor> changed = new HashMap<>(file.tensors());
    changed.keySet().removeIf(name -> !name.endsWith("lora_up.weight"));
    changed.values().removeIf(FamiliesTest::isZero);
    return changed;
  }

  private static boolean isZero(StoredTensor tensor) {
    for (float number : tensor.to(DType.F32).toFloats()) {
      if (number != 0) {
        return false;
      }
    }
    return true;
  }

  private static double firstLoss(
      Family family, Map<String, ?> settings, DatasetSnapshot snapshot) {
    try (TrainingSession session = Sessions.start(family, settings, snapshot)) {
      return session.takeStep().loss();
    }
  }

  private static DatasetSnapshot cut() {
    return framed(picture -> new Framing(1920, 1080, 25, 0));
  }

  private static DatasetSnapshot framed(Function<DatasetSnapshot.Picture, Framing> framing) {
    DatasetSnapshot whole = Sessions.pictures();
    return new DatasetSnapshot(
        1,
        "thing",
        whole.pictures().stream()
            .map(
                each ->
                    new DatasetSnapshot.Picture(
                        each.name(),
                        each.key(),
                        each.sha256(),
                        each.width(),
                        each.height(),
                        each.caption(),
                        framing.apply(each)))
            .toList());
  }
}
