package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States that earlier versions saved: trainings under way go on from them. */
final class OlderStatesTest {
  private static final LastingError.Standing ERROR = new LastingError.Standing(3, 0.5, 199);

  @TempDir private Path folder;

  /** Earlier versions filled them in the optimiser's first step. */
  @ParameterizedTest
  @CsvSource({"AdamWScheduleFree, schedulefree_", "Prodigy, prodigy_start"})
  void fillsStatesThatWereSavedBeforeTheyStartedAsTheParameters(String optimiser, String copies)
      throws IOException {
    Map<String, Object> settings =
        Map.of("optimizer", optimiser, "scheduler", "constant", "savePrecision", "float");
    Path state = folder.resolve("state.safetensors");
    Path zeros = folder.resolve("zeros.safetensors");
    Path whole = folder.resolve("whole.safetensors");
    Path resumed = folder.resolve("resumed.safetensors");
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.saveState(state);
      Sessions.take(session, 2, new ArrayList<>());
      session.saveLora(whole, Sessions.METADATA);
    }
    copyWithZeros("state." + copies, state, zeros);
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.restore(zeros);
      Sessions.take(session, 2, new ArrayList<>());
      session.saveLora(resumed, Sessions.METADATA);
    }

    assertThat(zeros).exists();
    assertThat(Files.readAllBytes(zeros)).isNotEqualTo(Files.readAllBytes(state));
    assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(whole));
  }

  /** Earlier versions counted the steps of all parameters together. */
  @ParameterizedTest
  @CsvSource({"AdamW, adamw_step", "AdamW8bit, adamw8bit_step", "AdaFactor, adafactor_step"})
  void readsACountOfAllAsThatOfEachParameter(String optimiser, String counter) throws IOException {
    Map<String, Object> settings =
        Map.of("optimizer", optimiser, "train", "text_encoder_only", "moduleDropout", 0.5);
    Path state = folder.resolve("state.safetensors");
    Path older = folder.resolve("older.safetensors");
    Path again = folder.resolve("again.safetensors");
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.saveState(state);
      copyWith("state." + counter, StoredTensor.floats(Shape.of(), 3), state, older);

      session.restore(older);
      session.saveState(again);
    }

    try (SafetensorsFile file = SafetensorsFile.open(again)) {
      long all = file.names().stream().filter(name -> name.startsWith("parameter.")).count();
      assertThat(file.get("state." + counter).toFloats()).hasSize((int) all).containsOnly(3);
    }
  }

  @Test
  void readsStatesOfVersionsThatJudgedNothing() throws IOException {
    Path file = folder.resolve("state.safetensors");
    TrainingState.Place place = new TrainingState.Place(2_100, 2_050, 1_024, 1_999, 0.25, ERROR);
    Map<String, StoredTensor> weights = Map.of("w", StoredTensor.floats(Shape.of(1), 1));
    SessionValidation.Standing standing =
        new SessionValidation.Standing(new Improvements(0.125, 3, 2), true);
    new TrainingState(place, standing, Map.of(), weights, weights).write(file);
    Path older = folder.resolve("older.safetensors");
    try (SafetensorsFile state = SafetensorsFile.open(file)) {
      Map<String, StoredTensor> tensors = new TreeMap<>();
      state.names().forEach(name -> tensors.put(name, state.get(name)));
      Map<String, String> metadata = new TreeMap<>(state.metadata());
      metadata.keySet().removeIf(name -> name.contains("alidat"));
      SafetensorsWriter.write(older, tensors, metadata);
    }

    assertThat(TrainingState.read(older, Map.of()).validation())
        .isEqualTo(SessionValidation.Standing.NONE);
  }

  private static void copyWith(String name, StoredTensor other, Path from, Path to)
      throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(from)) {
      Map<String, StoredTensor> tensors = new TreeMap<>();
      file.names().forEach(each -> tensors.put(each, file.get(each)));
      tensors.put(name, other);
      SafetensorsWriter.write(to, tensors, file.metadata());
    }
  }

  private static void copyWithZeros(String prefix, Path from, Path to) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(from)) {
      Map<String, StoredTensor> tensors = new TreeMap<>();
      for (String name : file.names()) {
        Shape shape = file.shape(name);
        StoredTensor zeros = StoredTensor.floats(shape, new float[(int) shape.elements()]);
        tensors.put(name, name.startsWith(prefix) ? zeros : file.get(name));
      }
      SafetensorsWriter.write(to, tensors, file.metadata());
    }
  }
}
