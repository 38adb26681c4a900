package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TestDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States of a training: saved, restored, refused. */
final class SavedStateTest {
  /** With which some matrices of the tiny model are large enough to be kept in 8 bits. */
  private static final int LARGE_RANK = 32;

  private static final LastingError.Standing ERROR = new LastingError.Standing(3, 0.5, 199);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "AdamW,both,1,1",
    "Lion,both,2,1",
    "Lion,unet_only,1,2",
    "Adam,text_encoder_only,1,1",
    "SGDNesterov,text_encoder_only,1,1",
    "AdaFactor,text_encoder_only,1,1",
    "Prodigy,text_encoder_only,2,1",
    "DAdaptAdam,text_encoder_only,1,1",
    "DAdaptLion,text_encoder_only,1,1",
    "AdamWScheduleFree,text_encoder_only,2,1",
    "AdamW8bit,both,1,1",
    "Lion8bit,unet_only,2,1"
  })
  void goesOnBitForBitFromASavedState(String optimiser, String train, int accumulation, int threads)
      throws IOException {
    Map<String, Object> settings =
        Map.of(
            "optimizer",
            optimiser,
            "rank",
            optimiser.endsWith("8bit") ? LARGE_RANK : 4,
            "scheduler",
            optimiser.endsWith("Free") ? "constant" : "cosine",
            "train",
            train,
            "gradientAccumulationSteps",
            accumulation,
            "epochs",
            6 * accumulation,
            "batchSize",
            2,
            "savePrecision",
            "float");
    Path whole = folder.resolve("whole.safetensors");
    Path resumed = folder.resolve("resumed.safetensors");
    Path state = folder.resolve("state.safetensors");
    List<StepReport> reports = new ArrayList<>();
    List<StepReport> resumedReports = new ArrayList<>();

    try (TensorRuntime runtime = TensorRuntime.cpu(threads)) {
      try (TrainingSession session = Sessions.start(runtime, settings, Sessions.pictures())) {
        Sessions.take(session, 3, resumedReports);
        session.saveState(state);
      }
      try (TrainingSession session = Sessions.start(runtime, settings, Sessions.pictures())) {
        Sessions.take(session, 6, reports);
        session.saveLora(whole, Sessions.METADATA);
      }
      try (TrainingSession session = Sessions.start(runtime, settings, Sessions.pictures())) {
        session.restore(state);
        assertThat(session.step()).isEqualTo(3);
        Sessions.take(session, 3, resumedReports);
        session.saveLora(resumed, Sessions.METADATA);
      }
    }

    assertThat(resumedReports).isEqualTo(reports);
    assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(whole));
  }

  @Test
  void goesOnWithTheSameNoise() throws IOException {
    Map<String, Object> settings =
        Map.of(
            "noiseOffset",
            0.1,
            "noiseOffsetRandomStrength",
            true,
            "adaptiveNoiseScale",
            0.5,
            "multiresNoiseIterations",
            6,
            "ipNoiseGamma",
            0.1,
            "ipNoiseGammaRandomStrength",
            true,
            "zeroTerminalSnr",
            true,
            "lossType",
            "huber");
    Path state = folder.resolve("state.safetensors");
    List<StepReport> reports = new ArrayList<>();
    List<StepReport> resumed = new ArrayList<>();
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, 2, reports);
      session.saveState(state);
      Sessions.take(session, 2, reports);
    }
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.restore(state);
      Sessions.take(session, 2, resumed);
    }

    assertThat(resumed).isEqualTo(reports.subList(2, 4));
  }

  @Test
  void leavesNothingOnTheDeviceHoweverOftenItSaves() throws IOException {
    Path state = folder.resolve("state.safetensors");
    try (TensorRuntime runtime = TestDevice.open();
        TrainingSession session =
            Sessions.start(runtime, Map.of("train", "both"), Sessions.pictures())) {
      Sessions.take(session, 1, new ArrayList<>());
      int open = runtime.openTensors();

      for (int i = 0; i < 10; i++) {
        session.saveLora(folder.resolve("lora.safetensors"), Sessions.METADATA);
        session.saveState(state);
        assertThat(runtime.openTensors()).isEqualTo(open);
      }

      session.restore(state);
      assertThat(runtime.openTensors()).isEqualTo(open);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fp16, 70000, bf16 or float",
    "fp16, NaN, lower the learning rate.",
    "bf16, -Infinity, lower the learning rate.",
    "float, NaN, lower the learning rate."
  })
  void savesNoWeightThatIsNoNumber(String precision, float weight, String remedy)
      throws IOException {
    Path state = folder.resolve("state.safetensors");
    Path spoilt = folder.resolve("spoilt.safetensors");
    Path lora = folder.resolve("lora.safetensors");
    Map<String, Object> settings = Map.of("savePrecision", precision);
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.saveState(state);
      String name = spoil(state, spoilt, weight);
      session.restore(spoilt);

      assertThatThrownBy(() -> session.saveLora(lora, Sessions.METADATA))
          .isInstanceOf(TrainingDiverged.class)
          .hasMessageContaining("Weight " + name)
          .hasMessageContaining(remedy);

      assertThat(folder.toFile().list())
          .containsExactlyInAnyOrder("state.safetensors", "spoilt.safetensors");
    }
  }

  @Test
  void savesLargeWeightsInFormatsThatHoldThem() throws IOException {
    Path state = folder.resolve("state.safetensors");
    Path large = folder.resolve("large.safetensors");
    Map<String, Object> settings = Map.of("savePrecision", "bf16");
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.saveState(state);
      String name = spoil(state, large, 70_000);
      session.restore(large);

      assertThat(Sessions.saved(folder, session).matrix(name).toFloats()[0])
          .isBetween(69_000f, 71_000f);
    }
  }

  /** Copies a state with another first number of one weight, whose name it gives. */
  private static String spoil(Path from, Path to, float first) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(from)) {
      Map<String, StoredTensor> tensors = new TreeMap<>();
      file.names().forEach(each -> tensors.put(each, file.get(each)));
      String name =
          tensors.keySet().stream().filter(each -> each.startsWith("parameter.")).findFirst().get();
      float[] numbers = file.get(name).toFloats();
      numbers[0] = first;
      tensors.put(name, StoredTensor.floats(file.shape(name), numbers));
      SafetensorsWriter.write(to, tensors, file.metadata());
      return name.substring("parameter.".length());
    }
  }

  @Test
  void layersThatClipSkipLeavesOutAreSavedAsTheyStart() throws IOException {
    try (TrainingSession session = Sessions.start(Map.of("clipSkip", 2), Sessions.pictures())) {
      Sessions.take(session, 1, new ArrayList<>());
      Map<String, StoredTensor> trained = Sessions.read(session.weights());
      Path lora = folder.resolve("lora.safetensors");
      session.saveLora(lora, Sessions.METADATA);

      Map<String, StoredTensor> saved = LoraFile.read(lora).tensors();
      LoraNetwork network = LoraFile.read(lora).network();
      assertThat(network.shapes().keySet()).containsAll(trained.keySet());
      assertThat(network.shapes().keySet())
          .filteredOn(name -> !trained.containsKey(name))
          .isNotEmpty()
          .allSatisfy(
              name ->
                  assertThat(saved.get(name).to(DType.F32).toFloats())
                      .isEqualTo(
                          network
                              .start(Sessions.settings(Map.of()).loop().seed())
                              .get(name)
                              .to(DType.F16)
                              .to(DType.F32)
                              .toFloats()));
    }
  }

  @Test
  void refusesStatesOfOtherTrainings() throws IOException {
    Path state = folder.resolve("state.safetensors");
    try (TrainingSession session = Sessions.start(Map.of(), Sessions.pictures())) {
      session.saveState(state);
    }
    try (TrainingSession other = Sessions.start(Map.of("seed", 7), Sessions.pictures())) {
      assertThatThrownBy(() -> other.restore(state))
          .isInstanceOf(StateRefused.class)
          .hasMessageContaining("differs from this job in its settings (");
      Path lora = folder.resolve("lora.safetensors");
      other.saveLora(lora, Sessions.METADATA);
      assertThatThrownBy(() -> other.restore(lora))
          .isInstanceOf(StateRefused.class)
          .hasMessageContaining("no state of a training");
      Files.write(state, new byte[] {1, 2, 3});
      assertThatThrownBy(() -> other.restore(state))
          .isInstanceOf(StateRefused.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void refusedStateChangesNothing() throws IOException {
    Path good = folder.resolve("good.safetensors");
    Path incomplete = folder.resolve("incomplete.safetensors");
    Path before = folder.resolve("before.safetensors");
    Path after = folder.resolve("after.safetensors");
    try (TrainingSession session = Sessions.start(Map.of(), Sessions.pictures())) {
      Sessions.take(session, 2, new ArrayList<>());
      session.saveState(good);
      copyWithout("state.", good, incomplete);
      Sessions.take(session, 1, new ArrayList<>());
      session.saveLora(before, Sessions.METADATA);

      assertThatThrownBy(() -> session.restore(incomplete))
          .isInstanceOf(StateRefused.class)
          .hasMessageContaining("incomplete.safetensors is incomplete");

      assertThat(session.step()).isEqualTo(3);
      session.saveLora(after, Sessions.METADATA);
      assertThat(Files.readAllBytes(after)).isEqualTo(Files.readAllBytes(before));
    }
  }

  @ParameterizedTest
  @CsvSource({"AdamW8bit, adamw8bit_first.", "Lion8bit, lion8bit_momentum."})
  void keepsAByteForEachNumberOfLargeMatrices(String optimiser, String memory) throws IOException {
    Map<String, Object> settings = Map.of("optimizer", optimiser, "rank", LARGE_RANK);
    Path path = folder.resolve("state.safetensors");
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, 2, new ArrayList<>());
      session.saveState(path);
    }

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      List<StoredTensor> states =
          file.names().stream()
              .filter(name -> name.startsWith("state." + memory))
              .map(file::get)
              .toList();
      assertThat(states).extracting(StoredTensor::type).contains(DType.U8, DType.F32);
      assertThat(states)
          .allSatisfy(
              state ->
                  assertThat(state.type())
                      .isEqualTo(state.shape().elements() < 4096 ? DType.F32 : DType.U8));
    }
  }

  /** A state without the last of the tensors whose names begin so. */
  private static void copyWithout(String prefix, Path from, Path to) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(from)) {
      Map<String, StoredTensor> tensors = new TreeMap<>();
      file.names().forEach(name -> tensors.put(name, file.get(name)));
      String last =
          tensors.keySet().stream()
              .filter(name -> name.startsWith(prefix))
              .reduce((first, second) -> second)
              .orElseThrow();
      tensors.remove(last);
      SafetensorsWriter.write(to, tensors, file.metadata());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsThePlaceAsItIs(boolean due) throws IOException {
    Path file = folder.resolve("state.safetensors");
    TrainingState.Place place = new TrainingState.Place(2_100, 2_050, 1_024, 1_999, 0.25, ERROR);
    Map<String, StoredTensor> weights = Map.of("w", StoredTensor.floats(Shape.of(1), 1));

    Improvements improvements = new Improvements(0.125, 3, 2);
    SessionValidation.Standing standing = new SessionValidation.Standing(improvements, due);
    new TrainingState(place, standing, Map.of("settings", "a1"), weights, weights).write(file);

    TrainingState read = TrainingState.read(file, Map.of("settings", "a1"));
    assertThat(read.place()).isEqualTo(place);
    assertThat(read.validation()).isEqualTo(standing);
  }

  @Test
  void savesNoSumsOfGradientsThatAreZero() throws IOException {
    Path state = folder.resolve("state.safetensors");
    try (TrainingSession session =
        Sessions.start(Map.of("gradientAccumulationSteps", 2), Sessions.pictures())) {
      Sessions.take(session, 1, new ArrayList<>());
      session.saveState(state);
    }

    try (SafetensorsFile file = SafetensorsFile.open(state)) {
      assertThat(file.names())
          .anyMatch(name -> name.startsWith("state."))
          .noneMatch(name -> name.startsWith("state.accumulated"));
    }
  }
}
