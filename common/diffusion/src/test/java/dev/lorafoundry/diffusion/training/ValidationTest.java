package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValidationTest {
  private static final Map<String, Object> EACH_EPOCH = Map.of("validateEveryEpochs", 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "AdamW, both, 1, auto",
    "AdamWScheduleFree, text_encoder_only, 2, auto",
    "Lion, unet_only, 1, fp16",
    "Lion, text_encoder_only, 1, bf16"
  })
  void changesNothingOfTheTraining(
      String optimiser, String train, int accumulation, String precision) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("optimizer", optimiser);
    settings.put("scheduler", "constant");
    settings.put("train", train);
    settings.put("precision", precision);
    settings.put("gradientAccumulationSteps", accumulation);
    settings.put("networkDropout", 0.2);
    settings.put("rankDropout", 0.2);
    settings.put("moduleDropout", 0.1);
    settings.put("shuffleCaption", true);
    settings.put("captionTagDropoutRate", 0.3);
    settings.put("noiseOffset", 0.1);
    settings.put("ipNoiseGamma", 0.1);
    settings.put("lossType", "huber");
    List<StepReport> plain = new ArrayList<>();
    List<StepReport> validated = new ArrayList<>();

    Map<String, StoredTensor> expected = trained(settings, plain, false);
    Map<String, StoredTensor> weights = trained(with(settings, EACH_EPOCH), validated, true);

    assertThat(validated).isEqualTo(plain);
    assertThat(weights.keySet()).isEqualTo(expected.keySet());
    weights.forEach(
        (name, tensor) ->
            assertThat(tensor.toFloats()).as(name).isEqualTo(expected.get(name).toFloats()));
  }

  private static Map<String, StoredTensor> trained(
      Map<String, Object> settings, List<StepReport> reports, boolean validates) {
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      for (int i = 0; i < 4; i++) {
        if (validates) {
          assertThat(Sessions.validate(session)).isPositive();
        }
        Sessions.take(session, 1, reports);
      }
      return Sessions.read(session.parameters());
    }
  }

  @Test
  void isComparableBetweenJobsOfAGrid() {
    double loss = lossAtStart(Map.of());

    assertThat(lossAtStart(Map.of("seed", 7, "rank", 2, "lossType", "huber"))).isEqualTo(loss);
    assertThat(lossAtStart(Map.of("minSnrGamma", 5, "noiseOffset", 0.1, "shuffleCaption", true)))
        .isEqualTo(loss);
    assertThat(lossAtStart(Map.of("captionDropoutRate", 1, "optimizer", "Lion"))).isEqualTo(loss);
    assertThat(lossAtStart(Map.of("minTimestep", 500, "maxTimestep", 600))).isEqualTo(loss);
    assertThat(lossAtStart(Map.of("zeroTerminalSnr", true, "enableWildcard", true)))
        .isEqualTo(loss);
    assertThat(lossAtStart(Map.of("batchSize", 1))).isCloseTo(loss, within(1e-5));
    assertThat(lossAtStart(Map.of("validationSeed", 1))).isNotEqualTo(loss);
  }

  private static double lossAtStart(Map<String, Object> settings) {
    try (TrainingSession session =
        Sessions.start(with(settings, EACH_EPOCH), Sessions.pictures())) {
      return Sessions.validate(session);
    }
  }

  @Test
  void showsOneChoiceOfEachWildcardWhateverTheBatch() {
    String choices = "{a|b} thing";
    Map<String, Object> wildcards = Map.of("enableWildcard", true);

    assertThat(lossOf(choices, 1, wildcards))
        .isIn(lossOf("a thing", 1, wildcards), lossOf("b thing", 1, wildcards))
        .isNotEqualTo(lossOf(choices, 1, Map.of()));
    assertThat(lossOf("{a|b|c|d}, {e|f|g|h}", 2, Map.of("enableWildcard", true, "batchSize", 1)))
        .isCloseTo(lossOf("{a|b|c|d}, {e|f|g|h}", 2, wildcards), within(1e-5));
  }

  /** Of so many pictures with the same caption. */
  private static double lossOf(String caption, int pictures, Map<String, Object> settings) {
    DatasetSnapshot some =
        new DatasetSnapshot(
            1,
            "thing",
            IntStream.range(0, pictures)
                .mapToObj(i -> Sessions.picture(i + ".png", 64, 64, caption))
                .toList());
    try (TrainingSession session =
        TrainingSession.start(
            Models.RUNTIME,
            Sessions.base(),
            Sessions.settings(with(settings, EACH_EPOCH)),
            some,
            picture -> Sessions.picture(Sessions.picture(picture.name(), 64, 64, "")))) {
      return Sessions.validate(session);
    }
  }

  @Test
  void isTheMeanErrorOfTheNoiseThatTheModelFindsInPictures() {
    // why: an untrained LoRA changes nothing, and a model that says nothing errs by all of the
    // noise
    assertThat(lossAtStart(Map.of())).isBetween(0.1, 10.0);
    assertThat(lossAtStart(Map.of("maxValidationSteps", 1))).isNotEqualTo(lossAtStart(Map.of()));
    assertThat(lossAtStart(Map.of("maxValidationSteps", 3)))
        .isCloseTo(lossAtStart(Map.of()), within(1e-6));
  }

  @Test
  void fallsWhereTheTrainingLearns() {
    DatasetSnapshot one =
        new DatasetSnapshot(40, "thing", List.of(Sessions.picture("a.png", 64, 64, "a thing")));
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
            "validateEveryEpochs",
            1);
    try (TrainingSession session = Sessions.start(settings, one)) {
      double before = Sessions.validate(session);
      Sessions.take(session, 40, new ArrayList<>());

      assertThat(Sessions.validate(session)).isLessThan(0.9 * before);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void judgesEveryFamily(Family family) {
    try (TrainingSession session = Sessions.start(family, EACH_EPOCH, Sessions.pictures())) {
      double before = Sessions.validate(session);
      Sessions.take(session, 3, new ArrayList<>());

      assertThat(Sessions.validate(session)).isPositive().isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AdamW", "AdamWScheduleFree"})
  void isTheSameAfterASavedState(String optimiser) throws IOException {
    Map<String, Object> settings =
        with(EACH_EPOCH, Map.of("optimizer", optimiser, "scheduler", "constant"));
    Path state = folder.resolve("state.safetensors");
    double loss;
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, 3, new ArrayList<>());
      loss = Sessions.validate(session);
      session.saveState(state);
    }
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.restore(state);

      assertThat(Sessions.validate(session)).isEqualTo(loss);
    }
  }

  @Test
  void judgesTheWeightsThatAreSaved() throws IOException {
    Map<String, Object> averaging =
        with(EACH_EPOCH, Map.of("optimizer", "AdamWScheduleFree", "scheduler", "constant"));
    Map<String, StoredTensor> saved;
    double loss;
    try (TrainingSession session = Sessions.start(averaging, Sessions.pictures())) {
      Sessions.take(session, 3, new ArrayList<>());
      saved = Sessions.read(session.weights());
      loss = Sessions.validate(session);
    }
    Path state = folder.resolve("state.safetensors");
    TrainingSettings plain = Sessions.settings(EACH_EPOCH);
    Map<String, String> identity = Identity.of(Sessions.base(), plain, Sessions.pictures());

    try (TrainingSession session = Sessions.start(EACH_EPOCH, Sessions.pictures())) {
      session.saveState(state);
      TrainingState start = TrainingState.read(state, identity);
      Path other = folder.resolve("other.safetensors");
      new TrainingState(
              start.place(), SessionValidation.Standing.NONE, identity, saved, start.states())
          .write(other);
      session.restore(other);

      assertThat(Sessions.validate(session)).isEqualTo(loss);
    }
  }

  @Test
  void trainsAsWithoutThePicturesThatAreHeldOut() {
    Map<String, Object> settings = Map.of("validationSplit", 0.4, "epochs", 1);
    List<StepReport> reports = new ArrayList<>();
    List<StepReport> withoutThem = new ArrayList<>();
    DatasetSplit split =
        DatasetSplit.of(Sessions.pictures(), Sessions.settings(settings).validation());

    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      assertThat(session.heldOut()).isEqualTo(2);
      assertThat(session.samplesPerEpoch()).isEqualTo(3);
      Sessions.take(session, (int) session.totalSteps(), reports);
    }
    try (TrainingSession session = Sessions.start(Map.of("epochs", 1), split.training())) {
      Sessions.take(session, (int) session.totalSteps(), withoutThem);
    }

    assertThat(reports).isEqualTo(withoutThem);
  }

  @Test
  void asksForEachPictureOnceWhereSomeAreHeldOut() {
    List<String> asked = new ArrayList<>();

    TrainingSession.start(
            Models.RUNTIME,
            Sessions.base(),
            Sessions.settings(Map.of("validationSplit", 0.4)),
            Sessions.pictures(),
            picture -> {
              asked.add(picture.name());
              return Sessions.picture(picture);
            })
        .close();

    assertThat(asked).containsExactlyInAnyOrder("a.png", "b.png", "c.png", "d.png", "e.png");
  }

  @ParameterizedTest
  @CsvSource({"0, 1000, 200 400 600 800", "100, 900, 260 420 580 740", "0, 1, 0 0 0 0"})
  void takesTheTimestepsOfTheReference(int min, int max, String expected) {
    assertThat(Validation.timesteps(min, max).stream().map(String::valueOf))
        .containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, ''", "0.4, 0, 2 4 5", "0, 1, 1 2 3 4 5", "0.4, 3, 3 5"})
  void validatesAfterTheEpochsThatAreAsked(double split, int every, String expected) {
    Map<String, Object> settings =
        Map.of(
            "validationSplit",
            split,
            "validateEveryEpochs",
            every,
            "epochs",
            5,
            "saveEveryEpochs",
            2);
    Set<String> validated = new LinkedHashSet<>();
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      assertThat(session.isToBeValidated()).isFalse();
      while (!session.done()) {
        StepReport report = session.takeStep();
        if (session.isToBeValidated()) {
          assertThat(report.epochEnded()).isTrue();
          validated.add(Integer.toString(report.epoch()));
          assertThat(Sessions.validate(session)).isPositive();
          assertThat(session.isToBeValidated()).isFalse();
        }
      }
    }

    assertThat(String.join(" ", validated)).isEqualTo(expected);
  }

  @Test
  void notesItInTheFileAsTheReference() throws IOException {
    Path file = folder.resolve("lora.safetensors");
    Map<String, Object> settings =
        Map.of("validationSplit", 0.4, "validationSeed", 9, "maxValidationSteps", 7);
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.saveLora(file, Sessions.METADATA);
    }

    try (SafetensorsFile lora = SafetensorsFile.open(file)) {
      assertThat(lora.metadata())
          .containsEntry("ss_num_train_images", "3")
          .containsEntry("ss_num_validation_images", "2")
          .containsEntry("ss_validation_split", "0.4")
          .containsEntry("ss_validation_seed", "9")
          .containsEntry("ss_validate_every_n_epochs", "2")
          .containsEntry("ss_max_validation_steps", "7");
    }
  }

  @Test
  void refusesToHoldOutTheOnlyPicture() {
    DatasetSnapshot one =
        new DatasetSnapshot(2, "thing", List.of(Sessions.picture("a.png", 64, 64, "a thing")));

    assertThatThrownBy(() -> Sessions.start(Map.of("validationSplit", 0.1), one).close())
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("validationSplit 0.1 holds pictures out");
  }

  @Test
  void leavesNoTensorsBehind() {
    try (TensorRuntime runtime = TensorRuntime.cpu(1)) {
      Map<String, Object> settings = Map.of("validationSplit", 0.4, "enableWildcard", true);
      try (TrainingSession session = Sessions.start(runtime, settings, Sessions.pictures())) {
        double unused = Sessions.validate(session);
        int open = runtime.openTensors();

        assertThat(Sessions.validate(session)).isEqualTo(unused);

        assertThat(runtime.openTensors()).isEqualTo(open);
      }
      assertThat(runtime.openTensors()).isZero();
    }
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> others) {
    Map<String, Object> both = new HashMap<>(some);
    both.putAll(others);
    return both;
  }
}
