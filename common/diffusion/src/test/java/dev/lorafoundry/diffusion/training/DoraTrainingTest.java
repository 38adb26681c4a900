package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.lora.Changes;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.MergedLoras;
import dev.lorafoundry.diffusion.lora.Norms;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Whole trainings of DoRA. */
final class DoraTrainingTest {
  private static final String ID = "0b1c2d3e-0000-4000-8000-00000000000a";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"inputs, SD1", "outputs, SDXL"})
  void trainsAndGoesOnBitForBit(String dora, Family family) throws IOException {
    Map<String, Object> given = with(dora);
    given.put("scaleWeightNorms", 1);
    given.put("optimizer", family == Family.SD1 ? "AdaFactor" : "AdamW8bit");
    Path state = folder.resolve("state.safetensors");
    Path whole = folder.resolve("whole.safetensors");
    Path resumed = folder.resolve("resumed.safetensors");
    List<StepReport> reports = new ArrayList<>();
    List<StepReport> resumedReports = new ArrayList<>();

    try (TrainingSession session = Sessions.start(family, given, Sessions.pictures())) {
      Sessions.take(session, 2, reports);
      session.saveState(state);
      Sessions.take(session, 2, reports);
      session.saveLora(whole, Sessions.METADATA);
    }
    try (TrainingSession session = Sessions.start(family, given, Sessions.pictures())) {
      session.restore(state);
      Sessions.take(session, 2, resumedReports);
      session.saveLora(resumed, Sessions.METADATA);
    }

    assertThat(resumedReports).isEqualTo(reports.subList(2, 4));
    assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(whole));
    assertThat(LoraFile.read(whole).network().doras())
        .singleElement()
        .satisfies(it -> assertThat(it.label()).isEqualTo(dora));
  }

  @ParameterizedTest
  @CsvSource({"inputs, fp16", "inputs, bf16", "outputs, fp32"})
  void firstStepsAreThoseOfAPlainLora(String dora, String precision) {
    Map<String, Object> given = with(dora);
    given.put("precision", precision);
    double first = Sessions.firstLoss(Sessions.base(), given);
    given.put("dora", "off");

    assertThat(first).isEqualTo(Sessions.firstLoss(Sessions.base(), given));
  }

  @Test
  void recomputedActivationsGiveTheSameGradients() {
    Map<String, Object> given = with("inputs");
    given.put("train", "unet_only");
    List<StepReport> kept = new ArrayList<>();
    List<StepReport> recomputed = new ArrayList<>();
    try (TrainingSession session = Sessions.start(given, Sessions.pictures())) {
      Sessions.take(session, 2, kept);
    }
    given.put("gradientCheckpointing", true);
    try (TrainingSession session = Sessions.start(given, Sessions.pictures())) {
      Sessions.take(session, 2, recomputed);
    }

    assertThat(recomputed.get(1).loss()).isCloseTo(kept.get(1).loss(), within(1e-5));
  }

  /** Of layers that take part in the training, and of those that do not. */
  @ParameterizedTest
  @CsvSource({"inputs, SD2", "outputs, SDXL"})
  void magnitudesStartAsTheNormsOfTheBaseModel(String dora, Family family) throws IOException {
    LoraFile file;
    try (TrainingSession session = Sessions.start(family, with(dora), Sessions.pictures())) {
      file = Sessions.saved(folder, session);
    }

    Map<String, float[]> norms = Norms.of(family, file, dora.equals("outputs"));

    assertThat(norms.keySet()).isEqualTo(Norms.names(file)).hasSameSizeAs(file.network().names());
    norms.forEach(
        (name, expected) ->
            assertThat(Numbers.relativeError(file.matrix(name).toFloats(), expected))
                .as(name)
                .isLessThan(1e-5));
  }

  /** One picture, at timesteps that tell much of it. */
  @Test
  void learns() throws IOException {
    Map<String, Object> given = with("inputs");
    given.putAll(
        Map.of("optimizer", "AdamW", "learningRate", 5e-3, "scheduler", "constant", "rank", 8));
    given.putAll(Map.of("epochs", 1, "batchSize", 1, "minTimestep", 900, "maxTimestep", 1000));
    DatasetSnapshot one =
        new DatasetSnapshot(40, "thing", List.of(Sessions.picture("a.png", 64, 64, "a red thing")));
    List<StepReport> reports = new ArrayList<>();

    LoraFile before;
    LoraFile after;
    try (TrainingSession session = Sessions.start(given, one)) {
      before = Sessions.saved(folder, session);
      Sessions.take(session, 40, reports);
      after = Sessions.saved(folder, session);
    }

    assertThat(mean(reports.subList(30, 40))).isLessThan(0.5 * mean(reports.subList(0, 3)));
    List<String> trained =
        Norms.names(after).stream()
            .filter(name -> !same(before.matrix(name), after.matrix(name)))
            .toList();
    assertThat(trained).hasSizeGreaterThan(after.network().names().size() / 2);
  }

  @Test
  void limitsWhatTheMatricesAddAndNoMagnitude() throws IOException {
    double most = 0.02;
    Map<String, Object> given = with("outputs");
    given.putAll(Map.of("learningRate", 0.05, "scheduler", "constant", "warmup", 0));
    LoraFile free = Sessions.trained(folder, given, 1);
    given.put("scaleWeightNorms", most);
    LoraFile limited = Sessions.trained(folder, given, 1);

    assertThat(largestChange(free)).isGreaterThan(2 * most);
    assertThat(largestChange(limited)).isBetween(0.99 * most, 1.01 * most);
    assertThat(Norms.names(free))
        .allSatisfy(name -> assertThat(same(limited.matrix(name), free.matrix(name))).isTrue());
  }

  @ParameterizedTest
  @CsvSource({"inputs, true", "outputs, false"})
  void beginsWithTheNumbersOfALora(String dora, boolean ranksFromStart) throws IOException {
    Map<String, Object> given = with(dora);
    LoraFile first = Sessions.trained(folder, given, 2);
    given.put("startFrom", ID);
    given.put("ranksFromStart", ranksFromStart);
    if (ranksFromStart) {
      given.put("rank", 7);
    }

    try (TrainingSession session = Sessions.from(first, given)) {
      assertThat(Sessions.saved(folder, session).modelHash()).isEqualTo(first.modelHash());
      Sessions.take(session, 1, new ArrayList<>());
      LoraFile next = Sessions.saved(folder, session);
      assertThat(next.modelHash()).isNotEqualTo(first.modelHash());
      assertThat(next.network().shapes()).isEqualTo(first.network().shapes());
    }
  }

  /** As SD2 has them around transformers, as vectors or as pictures of one pixel. */
  @ParameterizedTest
  @CsvSource({"inputs, false", "inputs, true", "outputs, false"})
  void beginsWithMagnitudesOfLayersThatWereStoredOtherwise(String dora, boolean ranksFromStart)
      throws IOException {
    Map<String, Object> given = with(dora);
    LoraFile first = Sessions.trained(folder, given, 1);
    Map<String, StoredTensor> tensors = new HashMap<>(first.tensors());
    tensors.replaceAll(
        (name, tensor) ->
            name.endsWith("proj_in.dora_scale")
                ? new StoredTensor(tensor.type(), otherwise(tensor.shape()), tensor.bytes())
                : tensor);
    given.put("startFrom", ID);
    given.put("ranksFromStart", ranksFromStart);

    try (TrainingSession session = Sessions.from(new LoraFile(tensors, first.metadata()), given)) {
      LoraFile own = Sessions.saved(folder, session);
      assertThat(tensors).isNotEqualTo(first.tensors());
      assertThat(own.modelHash()).isEqualTo(first.modelHash());
    }
  }

  private static Shape otherwise(Shape magnitude) {
    return magnitude.rank() == 2
        ? Shape.of(magnitude.size(0), magnitude.size(1), 1, 1)
        : Shape.of(magnitude.size(0), magnitude.size(1));
  }

  @ParameterizedTest
  @CsvSource({"inputs, off, true", "off, outputs, false"})
  void refusesToBeginWithOtherMagnitudes(String given, String trained, boolean ranksFromStart)
      throws IOException {
    LoraFile first = Sessions.trained(folder, with(given), 1);
    Map<String, Object> settings = with(trained);
    settings.put("startFrom", ID);
    settings.put("ranksFromStart", ranksFromStart);

    assertThatThrownBy(() -> Sessions.from(first, settings))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining(
            "has modules of dora %s, but dora of this training is %s".formatted(given, trained));
  }

  @Test
  void trainsOnAModelThatSuchALoraIsMergedInto() throws IOException {
    Map<String, Object> given = with("inputs");
    given.put("learningRate", 0.01);
    LoraFile first = Sessions.trained(folder, given, 2);
    TrainingBase base = Sessions.base();

    try (MergedLoras merged =
        MergedLoras.of(
            Models.RUNTIME,
            base.file().shapes(),
            List.of(new MergedLoras.Merge("first", first, 1)))) {
      double there = Sessions.firstLoss(base.with(merged), given);
      assertThat(there).isEqualTo(Sessions.firstLoss(base.with(merged), with("off")));
      assertThat(there).isNotEqualTo(Sessions.firstLoss(base, given));
      LoraFile next;
      try (TrainingSession session = start(base.with(merged), given)) {
        next = Sessions.saved(folder, session);
      }
      assertThat(Norms.names(next))
          .allSatisfy(
              name ->
                  assertThat(
                          Numbers.relativeError(
                              next.matrix(name).toFloats(), first.matrix(name).toFloats()))
                      .as("a merged weight's norm is its magnitude")
                      .isLessThan(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inputs | 4 | {\"algo\":\"lora\",\"dora_wd\":\"True\",\"wd_on_output\":\"False\",\"conv_dim\":\"4\",\"dropout\":null}",
        "outputs | | {\"algo\":\"lora\",\"preset\":\"attn-mlp\",\"dora_wd\":\"True\",\"wd_on_output\":\"True\",\"dropout\":null}",
      })
  void saysThatItIsLycoris(String dora, Integer convRank, String arguments) throws IOException {
    Map<String, Object> given = with(dora);
    given.put("convRank", convRank);

    assertThat(Sessions.trained(folder, given, 0).metadata())
        .containsEntry("ss_network_module", "lycoris.kohya")
        .hasEntrySatisfying(
            "ss_network_args",
            it ->
                assertThat(new JsonMapper().readTree(it))
                    .isEqualTo(new JsonMapper().readTree(arguments)));
  }

  @Test
  void refusesAllThatOnlyAPlainLoraKnowsAtOnce() {
    Map<String, Object> given = with("inputs");
    given.putAll(Map.of("networkDropout", 0.1, "moduleDropout", 0.3, "loraPlusRatio", 4));

    assertThat(Sessions.problems(given))
        .extracting(SettingProblem::message)
        .satisfiesExactly(
            message ->
                assertThat(message)
                    .isEqualTo(
                        "networkDropout 0.1 is not allowed with dora inputs: leave it out, or choose dora off."),
            message -> assertThat(message).startsWith("moduleDropout 0.3 is not allowed"),
            message -> assertThat(message).startsWith("loraPlusRatio 4.0 is not allowed"));
    given = with("outputs");
    given.putAll(Map.of("rankDropout", 0, "network", "LoKr"));
    assertThat(Sessions.problems(given))
        .extracting(SettingProblem::message)
        .containsExactly(
            "dora outputs is not allowed with network LoKr: choose dora off, or network LoRA.");
  }

  /** Small, with modules beside all kinds of layers. */
  private static Map<String, Object> with(String dora) {
    Map<String, Object> given = new HashMap<>();
    given.put("dora", dora);
    given.put("rank", 2);
    given.put("convRank", 4);
    given.put("savePrecision", "float");
    return given;
  }

  private static TrainingSession start(TrainingBase base, Map<String, ?> given) {
    return TrainingSession.start(
        Models.RUNTIME, base, Sessions.settings(given), Sessions.pictures(), Sessions::picture);
  }

  private static boolean same(StoredTensor a, StoredTensor b) {
    return Arrays.equals(a.toFloats(), b.toFloats());
  }

  /** Norm of the largest change of a layer's weight, by hand. */
  private static double largestChange(LoraFile file) {
    return file.network().names().stream()
        .mapToDouble(name -> Numbers.norm(Changes.of(file.tensors(), name, weight(file, name))))
        .max()
        .orElseThrow();
  }

  /** Shape of a layer as far as the norm depends on it: any with as many numbers. */
  private static Shape weight(LoraFile file, String module) {
    Shape down = file.matrix(module + ".lora_down.weight").shape();
    Shape up = file.matrix(module + ".lora_up.weight").shape();
    return Shape.of(up.size(0), down.elements() / down.size(0));
  }

  private static double mean(List<StepReport> reports) {
    return reports.stream().mapToDouble(StepReport::loss).average().orElseThrow();
  }
}
