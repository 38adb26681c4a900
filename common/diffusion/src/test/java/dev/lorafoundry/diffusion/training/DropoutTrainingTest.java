package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.WarmPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole trainings that leave out neurons, ranks and modules. */
final class DropoutTrainingTest {
  private static final Map<String, Object> ALL =
      Map.of("networkDropout", 0.2, "rankDropout", 0.3, "moduleDropout", 0.1);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "both, 1, false, AdamW",
    "both, 2, true, AdamW8bit",
    "unet_only, 1, true, AdaFactor",
    "text_encoder_only, 2, false, Adam"
  })
  void goesOnBitForBitFromASavedState(
      String train, int accumulation, boolean recomputes, String optimiser) throws IOException {
    Map<String, Object> settings = with("train", train);
    settings.put("optimizer", optimiser);
    settings.put("rank", optimiser.endsWith("8bit") ? 32 : 4);
    settings.put("gradientAccumulationSteps", accumulation);
    settings.put("gradientCheckpointing", recomputes);
    settings.put("savePrecision", "float");
    Path state = folder.resolve("state.safetensors");
    Path whole = folder.resolve("whole.safetensors");
    Path resumed = folder.resolve("resumed.safetensors");
    List<StepReport> reports = new ArrayList<>();
    List<StepReport> resumedReports = new ArrayList<>();

    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, 2, reports);
      session.saveState(state);
      Sessions.take(session, 2, reports);
      session.saveLora(whole, Sessions.METADATA);
    }
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.restore(state);
      Sessions.take(session, 2, resumedReports);
      session.saveLora(resumed, Sessions.METADATA);
    }

    assertThat(resumedReports).isEqualTo(reports.subList(2, 4));
    assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(whole));
  }

  @Test
  void ratesOfZeroChangeNothingInTheProgram() {
    StepProgram plain = program(Map.of());
    StepProgram zero = program(Map.of("networkDropout", 0, "rankDropout", 0, "moduleDropout", 0));
    StepProgram some = program(Map.of("moduleDropout", 0.1));
    Map<String, StoredTensor> start = plain.network().start(7);

    try (WarmPrograms warm = new WarmPrograms(Models.RUNTIME, DropoutTrainingTest::weight);
        StoredTensors values = new StoredTensors(Models.RUNTIME, start)) {
      Executable first = warm.load(plain.program(), values);
      assertThat(warm.load(zero.program(), values)).isSameAs(first);
      assertThat(warm.load(some.program(), values)).isNotSameAs(first);
    }
  }

  @Test
  void ratesOfZeroTrainTheSame() {
    assertThat(reports(Map.of("networkDropout", 0, "rankDropout", 0, "moduleDropout", 0)))
        .isEqualTo(reports(Map.of()));
  }

  @Test
  void aLoraThatDoesNothingYetIsMissedByNobody() {
    List<StepReport> plain = reports(Map.of());
    List<StepReport> some = reports(ALL);

    assertThat(some.get(0)).isEqualTo(plain.get(0));
    assertThat(some.get(2).loss()).isNotEqualTo(plain.get(2).loss());
  }

  @Test
  void recomputedStagesGoWithoutTheSame() {
    Map<String, StoredTensor> kept = weights(with("optimizer", "SGDNesterov"));
    Map<String, Object> recomputing = with("optimizer", "SGDNesterov");
    recomputing.put("gradientCheckpointing", true);
    Map<String, StoredTensor> recomputed = weights(recomputing);

    assertThat(recomputed.keySet()).isEqualTo(kept.keySet());
    kept.forEach(
        (name, matrix) -> {
          float[] expected = matrix.toFloats();
          assertThat(Numbers.relativeError(recomputed.get(name).toFloats(), expected))
              .as(name)
              .isLessThan(1e-3);
        });
  }

  private static Map<String, StoredTensor> weights(Map<String, Object> settings) {
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, 1, new ArrayList<>());
      return Sessions.read(session.weights());
    }
  }

  @ParameterizedTest
  @CsvSource({"SD1, 150, false", "SD2, 75, true", "SDXL, 150, true", "SDXL, 75, false"})
  void trainsEveryFamilyAndLengthOfCaptions(Family family, int tokens, boolean recomputes) {
    Map<String, Object> settings = with("maxTokenLength", tokens);
    settings.put("gradientCheckpointing", recomputes);
    settings.put("convRank", 2);
    List<StepReport> reports = new ArrayList<>();

    try (TrainingSession session = Sessions.start(family, settings, Sessions.pictures())) {
      Sessions.take(session, 2, reports);
    }

    assertThat(reports).allSatisfy(it -> assertThat(it.loss()).isBetween(1e-3, 10.0));
  }

  @ParameterizedTest
  @CsvSource({
    "AdamW, 1",
    "Lion, 1",
    "Prodigy, 2",
    "AdaFactor, 1",
    "DAdaptAdam, 1",
    "DAdaptLion, 2",
    "AdamWScheduleFree, 1",
    "AdamW8bit, 1",
    "Lion8bit, 2"
  })
  void theOptimiserPassesByModulesThatAllBatchesOfAStepWentWithout(
      String optimiser, int accumulation) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("optimizer", optimiser);
    settings.put("scheduler", "constant");
    settings.put("learningRate", 1e-2);
    settings.put("d0", 1e-2);
    settings.put(
        "weightDecay", 0.1); // why: first matrices have no gradient while second ones are 0
    settings.put("gradientAccumulationSteps", accumulation);
    settings.put("moduleDropout", 0.5);
    settings.put("rank", optimiser.endsWith("8bit") ? 32 : 4); // why: small ones are kept in full
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, 2, new ArrayList<>());
      Map<String, StoredTensor> before = Sessions.read(session.weights());
      Sessions.take(session, 1, new ArrayList<>());
      Map<String, StoredTensor> after = Sessions.read(session.weights());

      List<String> downs =
          after.keySet().stream().filter(name -> name.endsWith("lora_down.weight")).toList();
      List<String> passedBy = downs.stream().filter(name -> isSame(name, before, after)).toList();
      assertThat(passedBy)
          .map(name -> name.replace("lora_down", "lora_up"))
          .allSatisfy(name -> assertThat(isSame(name, before, after)).as(name).isTrue());
      assertThat(passedBy.size() / (double) downs.size())
          .isCloseTo(Math.pow(0.5, accumulation), within(0.12));
    }
  }

  @ParameterizedTest
  @CsvSource({"AdamWScheduleFree, ", "Prodigy, prodigy_start."})
  void modulesThatTheFirstStepWentWithoutAreWhatTheyWere(String optimiser, @Nullable String memory)
      throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("optimizer", optimiser);
    settings.put("scheduler", "constant");
    settings.put("moduleDropout", 0.5);
    Path path = folder.resolve("state.safetensors");
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Map<String, StoredTensor> start = Sessions.read(session.weights());
      Sessions.take(session, 1, new ArrayList<>());
      Map<String, StoredTensor> saved = Sessions.read(session.weights());
      session.saveState(path);

      assertThat(start.keySet()).filteredOn(name -> isSame(name, start, saved)).isNotEmpty();
      assertThat(saved)
          .allSatisfy(
              (name, matrix) ->
                  assertThat(name.contains("lora_up") || isAny(matrix)).as(name).isTrue());
      if (memory != null) {
        Map<String, StoredTensor> states = states(path, memory);
        assertThat(states.keySet()).isEqualTo(start.keySet());
        assertThat(start.keySet())
            .allSatisfy(name -> assertThat(isSame(name, start, states)).isTrue());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void theOptimiserCountsTheStepsThatAModuleTook(int accumulation) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("optimizer", "AdamW");
    settings.put("scheduler", "constant");
    settings.put("weightDecay", 0.1); // why: first matrices have no gradient while others are 0
    settings.put("gradientAccumulationSteps", accumulation);
    settings.put("learningRate", 1e-2);
    settings.put("moduleDropout", 0.5);
    Path path = folder.resolve("state.safetensors");
    Map<String, Integer> changes = new LinkedHashMap<>();
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.weights().keySet().forEach(name -> changes.put(name, 0));
      for (int step = 1; step <= 3; step++) {
        Map<String, StoredTensor> before = Sessions.read(session.weights());
        Sessions.take(session, 1, new ArrayList<>());
        Map<String, StoredTensor> after = Sessions.read(session.weights());
        changes.replaceAll((name, count) -> isSame(name, before, after) ? count : count + 1);
      }
      session.saveState(path);
    }

    assertThat(changes.values()).contains(0, 1, 2, 3);
    changes.replaceAll((name, count) -> changes.get(name.replace("lora_up", "lora_down")));
    assertThat(counts(path, "adamw_step")).containsExactlyElementsOf(changes.values());
  }

  private static List<Integer> counts(Path path, String counter) throws IOException {
    List<Integer> counts = new ArrayList<>();
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      for (float count : file.get("state." + counter).toFloats()) {
        counts.add((int) count);
      }
    }
    return counts;
  }

  private static Map<String, StoredTensor> states(Path path, String prefix) throws IOException {
    Map<String, StoredTensor> states = new HashMap<>();
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      String full = "state." + prefix;
      file.names().stream()
          .filter(name -> name.startsWith(full))
          .forEach(
              name ->
                  states.put(
                      name.substring(full.length()),
                      StoredTensor.floats(file.shape(name), file.get(name).toFloats())));
    }
    return states;
  }

  /** Whether it is not 0 throughout. */
  private static boolean isAny(StoredTensor matrix) {
    for (float each : matrix.toFloats()) {
      if (each != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(
      String name, Map<String, StoredTensor> before, Map<String, StoredTensor> after) {
    return Arrays.equals(before.get(name).toFloats(), after.get(name).toFloats());
  }

  private static List<StepReport> reports(Map<String, Object> settings) {
    List<StepReport> reports = new ArrayList<>();
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, 3, reports);
    }
    return reports;
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> settings = new HashMap<>(ALL);
    settings.put(name, value);
    return settings;
  }

  private static StepProgram program(Map<String, Object> given) {
    TrainingSettings settings = Sessions.settings(given);
    return new StepProgram(
        Family.SD1, Models.sd1Shapes(), PredictionType.EPSILON, settings, DType.F32);
  }

  private static Tensor weight(String name) {
    return Models.tensor(Models.golden(Family.SD1, "model").get(name));
  }
}
