package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.TensorRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingSessionTest {
  @TempDir private Path folder;

  @Test
  void reportsStepsEpochsAndLearningRates() {
    Map<String, Object> settings =
        Map.of("learningRate", 2e-3, "scheduler", "linear", "epochs", 2, "unetLearningRate", 1e-3);
    List<StepReport> reports = new ArrayList<>();

    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      assertThat(session.stepsPerEpoch()).isEqualTo(3); // 3 pictures and 2 of another size, by 2
      assertThat(session.totalSteps()).isEqualTo(6);
      while (!session.done()) {
        reports.add(session.takeStep());
      }
      assertThatThrownBy(session::takeStep).hasMessageContaining("all 6 steps are done");
    }

    assertThat(reports).extracting(StepReport::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(reports).extracting(StepReport::epoch).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(reports)
        .extracting(StepReport::epochEnded)
        .containsExactly(false, false, true, false, false, true);
    assertThat(reports.get(0).learningRate()).isEqualTo(1e-3);
    assertThat(reports.get(3).learningRate()).isEqualTo(0.5e-3);
    assertThat(reports).allMatch(it -> it.loss() > 0 && it.loss() < 10);
  }

  @Test
  void endsInTheMiddleOfAnEpochWhereStepsDecide() {
    Map<String, Object> settings = Map.of("maxSteps", 4, "scheduler", "linear", "epochs", 1);

    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      assertThat(session.epochs()).isEqualTo(2); // of 3 steps
      List<StepReport> reports = new ArrayList<>();
      Sessions.take(session, 4, reports);

      assertThat(session.done()).isTrue();
      assertThat(session.epochsDone()).isEqualTo(2);
      assertThat(reports)
          .extracting(StepReport::epochEnded)
          .containsExactly(false, false, true, true);
      assertThat(reports.get(2).learningRate()).isEqualTo(0.5e-3);
    }
  }

  @ParameterizedTest
  @CsvSource({"both, 2e-3", "unet_only, 2e-3", "text_encoder_only, 1e-3"})
  void reportsTheRateOfTheFirstMatrices(String train, double rate) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("train", train);
    settings.put("learningRate", 2e-3);
    settings.put("textEncoderLearningRate", 1e-3);
    settings.put("scheduler", "constant");
    settings.put("loraPlusRatio", 4);

    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      assertThat(session.takeStep().learningRate()).isEqualTo(rate);
    }
  }

  @Test
  void learnsOnePictureByHeart() {
    DatasetSnapshot one =
        new DatasetSnapshot(50, "thing", List.of(Sessions.picture("a.png", 64, 64, "a thing")));
    Map<String, Object> settings =
        Map.of(
            "optimizer",
            "AdamW",
            "learningRate",
            5e-3,
            "rank",
            16,
            "alpha",
            16,
            "epochs",
            1,
            "batchSize",
            1,
            "scheduler",
            "constant",
            "maxTimestep",
            1000,
            "minTimestep",
            900);
    List<StepReport> reports = new ArrayList<>();

    try (TrainingSession session = Sessions.start(settings, one)) {
      Sessions.take(session, 50, reports);
    }

    assertThat(mean(reports.subList(40, 50))).isLessThan(0.5 * mean(reports.subList(0, 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "fp16", "bf16"})
  void savesWhatOtherProgramsLoad(String precision) throws IOException {
    Path path = folder.resolve("tiny.safetensors");
    Map<String, Object> settings = Map.of("savePrecision", precision, "clipSkip", 2);

    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, 2, new ArrayList<>());
      session.saveLora(path, Sessions.METADATA);
    }

    LoraFile file = LoraFile.read(path);
    assertThat(file.network().names())
        .as("layers behind the used one are saved, too")
        .hasSameSizeAs(LoraFile.read(Fixtures.path("sd1/lora.safetensors")).network().names());
    DType type =
        switch (precision) {
          case "fp16" -> DType.F16;
          case "bf16" -> DType.BF16;
          default -> DType.F32;
        };
    assertThat(file.tensors().values()).allMatch(it -> it.type() == type);
    assertThat(file.metadata())
        .containsEntry("ss_network_module", "networks.lora")
        .containsEntry("ss_network_dim", "4")
        .containsEntry("ss_network_alpha", "4.0")
        .containsEntry("ss_output_name", "tiny")
        .containsEntry("ss_steps", "2")
        .containsEntry("ss_epoch", "0")
        .containsEntry("ss_num_train_images", "5")
        .containsEntry("ss_learning_rate", "0.001")
        .containsEntry("ss_unet_lr", "None")
        .containsEntry("ss_clip_skip", "2")
        .containsEntry("ss_base_model_version", "sd_v1")
        .containsEntry("ss_new_sd_model_hash", "c8e1")
        .containsEntry("ss_training_finished_at", "60.0")
        .containsEntry("modelspec.architecture", "stable-diffusion-v1/lora")
        .containsEntry("sshs_model_hash", file.modelHash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp16", "bf16"})
  void trainsInHalfPrecision(String precision) {
    List<StepReport> half = new ArrayList<>();
    List<StepReport> full = new ArrayList<>();
    try (TrainingSession session =
        Sessions.start(Map.of("precision", precision), Sessions.pictures())) {
      Sessions.take(session, 2, half);
    }
    try (TrainingSession session =
        Sessions.start(Map.of("precision", "auto"), Sessions.pictures())) {
      Sessions.take(session, 2, full);
    }

    assertThat(half.get(0).loss()).isNotEqualTo(full.get(0).loss());
    assertThat(half.get(0).loss() / full.get(0).loss()).isBetween(0.95, 1.05);
  }

  /** What SGD changes is in proportion to the gradients. */
  @ParameterizedTest
  @ValueSource(strings = {"both", "unet_only", "text_encoder_only"})
  void learnsTheSameWithGradientCheckpointing(String train) throws IOException {
    Path kept = folder.resolve("kept.safetensors");
    Path recomputed = folder.resolve("recomputed.safetensors");
    Map<String, Object> settings =
        Map.of(
            "train",
            train,
            "optimizer",
            "SGDNesterov",
            "learningRate",
            0.1,
            "savePrecision",
            "float");
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, 2, new ArrayList<>());
      session.saveLora(kept, Sessions.METADATA);
    }
    Map<String, Object> sparing = new HashMap<>(settings);
    sparing.put("gradientCheckpointing", true);
    try (TrainingSession session = Sessions.start(sparing, Sessions.pictures())) {
      Sessions.take(session, 2, new ArrayList<>());
      session.saveLora(recomputed, Sessions.METADATA);
    }

    LoraFile expected = LoraFile.read(kept);
    LoraFile.read(recomputed)
        .network()
        .shapes()
        .keySet()
        .forEach(
            name ->
                assertThat(
                        Numbers.relativeError(
                            matrix(recomputed, name), expected.matrix(name).toFloats()))
                    .as(name)
                    .isLessThan(2e-4));
  }

  @Test
  void takesLongCaptions() {
    String chunk = "a".repeat(75); // each letter is a token

    assertThat(firstLoss(225, chunk + "bb")).isNotEqualTo(firstLoss(225, chunk + "cc"));
    assertThat(firstLoss(75, chunk + "bb")).isEqualTo(firstLoss(75, chunk + "cc"));
  }

  private static double firstLoss(int tokens, String caption) {
    DatasetSnapshot one =
        new DatasetSnapshot(1, "thing", List.of(Sessions.picture("a.png", 64, 64, caption)));
    try (TrainingSession session =
        TrainingSession.start(
            Models.RUNTIME,
            Sessions.base(),
            Sessions.settings(Map.of("maxTokenLength", tokens)),
            one,
            it -> Sessions.picture(Sessions.picture("a.png", 64, 64, "the same")))) {
      return session.takeStep().loss();
    }
  }

  @Test
  void saysThatItDiverges() {
    Map<String, Object> settings =
        Map.of("optimizer", "Lion", "learningRate", 10, "epochs", 50, "scheduler", "constant");

    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      assertThatThrownBy(() -> Sessions.take(session, 100, new ArrayList<>()))
          .isInstanceOf(TrainingDiverged.class)
          .hasMessageContaining("lower the learning rate");
    }
  }

  @Test
  void leavesNoTensorsBehind() throws IOException {
    Path state = folder.resolve("state.safetensors");
    try (TensorRuntime runtime = TensorRuntime.cpu(1)) {
      try (TrainingSession session = Sessions.start(runtime, Map.of(), Sessions.pictures())) {
        Sessions.take(session, 1, new ArrayList<>());
        int open = runtime.openTensors();

        Sessions.take(session, 2, new ArrayList<>());
        session.saveState(state);
        session.saveLora(folder.resolve("lora.safetensors"), Sessions.METADATA);
        session.restore(state);

        assertThat(runtime.openTensors()).isEqualTo(open);
      }
      assertThat(runtime.openTensors()).isZero();
    }
  }

  @Test
  void leavesNothingBehindWhereItCannotStart() {
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        WarmBase warm = new WarmBase(runtime, Sessions.base(), new FrozenOutputs(0))) {
      TrainingSession.start(
              warm, Sessions.settings(Map.of()), Sessions.pictures(), Sessions::picture)
          .close();
      int open = runtime.openTensors();
      Error error = new OutOfMemoryError("Java heap space");

      assertThatThrownBy(
              () ->
                  TrainingSession.start(
                      warm,
                      Sessions.settings(Map.of()),
                      Sessions.pictures(),
                      picture -> {
                        throw error;
                      }))
          .isSameAs(error);

      assertThat(runtime.openTensors()).isEqualTo(open);
      warm.begin(); // it is free for another training
    }
  }

  @Test
  void refusesWhatCannotBeTrained() {
    BaseModelFile model = Sessions.base().file();
    int skip = model.sizes().textLayers() + 1;

    assertRefused(
        Map.of("clipSkip", skip),
        "clipSkip %d is not allowed: the base model's text encoder has %d layers"
            .formatted(skip, skip - 1));
    assertRefused(
        Map.of("scheduler", "constant", "warmup", 5),
        "warmup 5.0 is not allowed with the constant scheduler");
    assertRefused(
        Map.of("scheduler", "warmup_stable_decay", "warmup", 5, "decaySteps", 5),
        "warmup and decaySteps are 5 and 5 steps, but the training has 9");
    assertRefused(
        Map.of("clipSkip", skip, "scheduler", "constant", "warmup", 5),
        "so 1 to %d. warmup 5.0 is not allowed".formatted(skip - 1));
    assertRefused(
        Map.of("scaleVPrediction", true),
        "scaleVPrediction is not allowed with a base model that predicts noise");
  }

  private static void assertRefused(Map<String, ?> settings, String message) {
    assertThatThrownBy(() -> Sessions.start(settings, Sessions.pictures()))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesToWeightAModelOfVLikeOne() {
    TrainingBase base = Sessions.base();
    TrainingBase v =
        new TrainingBase(base.file(), base.tokenizer(), PredictionType.V, base.sha256());

    assertThatThrownBy(
            () ->
                TrainingChecks.check(
                    v,
                    Sessions.settings(Map.of("vPredictionLikeLoss", 0.5)),
                    Sessions.pictures(),
                    Optional.empty()))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("vPredictionLikeLoss 0.5 is not allowed with a base model that");
    TrainingChecks.check(
        v,
        Sessions.settings(Map.of("scaleVPrediction", true)),
        Sessions.pictures(),
        Optional.empty());
  }

  @Test
  void refusesPicturesThatAreNotWhatTheDatasetSays() {
    DatasetSnapshot empty = new DatasetSnapshot(1, "", List.of());
    DatasetSnapshot odd =
        new DatasetSnapshot(1, "", List.of(Sessions.picture("odd.png", 60, 64, "odd")));

    assertThatThrownBy(() -> Sessions.start(Map.of(), empty))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("The dataset has no pictures");
    assertThatThrownBy(() -> Sessions.start(Map.of(), odd))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("odd.png has 60 × 64 pixels: both must be multiples of 8");
    assertThatThrownBy(
            () ->
                TrainingSession.start(
                    Models.RUNTIME,
                    Sessions.base(),
                    Sessions.settings(Map.of()),
                    Sessions.pictures(),
                    it -> Sessions.picture(Sessions.picture(it.name(), 8, 8, ""))))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("a.png has 8 × 8 pixels, but the dataset says 64 × 64");
  }

  private static float[] matrix(Path file, String name) {
    try {
      return LoraFile.read(file).matrix(name).toFloats();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double mean(List<StepReport> reports) {
    return reports.stream().mapToDouble(StepReport::loss).average().orElseThrow();
  }
}
