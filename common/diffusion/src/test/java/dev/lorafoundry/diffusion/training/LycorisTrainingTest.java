package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.lora.Changes;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.MergedLoras;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Whole trainings of LoHa and LoKr. */
final class LycorisTrainingTest {
  private static final String ID = "0b1c2d3e-0000-4000-8000-00000000000a";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"LoHa, SD1", "LoKr, SD1", "LoHa, SD2", "LoKr, SD2", "LoHa, SDXL", "LoKr, SDXL"})
  void trainsAndGoesOnBitForBit(String network, Family family) throws IOException {
    Map<String, Object> given = with(network);
    given.put("scaleWeightNorms", 1);
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
    assertThat(LoraFile.read(whole).network().types())
        .singleElement()
        .hasToString(network.toUpperCase(Locale.ROOT));
  }

  /** One picture, at timesteps that tell much of it. */
  @ParameterizedTest
  @ValueSource(strings = {"LoHa", "LoKr"})
  void learns(String network) {
    Map<String, Object> given = with(network);
    given.putAll(
        Map.of("optimizer", "AdamW", "learningRate", 5e-3, "scheduler", "constant", "rank", 8));
    given.putAll(Map.of("epochs", 1, "batchSize", 1, "minTimestep", 900, "maxTimestep", 1000));
    DatasetSnapshot one =
        new DatasetSnapshot(60, "thing", List.of(Sessions.picture("a.png", 64, 64, "a red thing")));
    List<StepReport> reports = new ArrayList<>();

    try (TrainingSession session = Sessions.start(given, one)) {
      Sessions.take(session, 60, reports);
    }

    assertThat(mean(reports.subList(50, 60))).isLessThan(0.5 * mean(reports.subList(0, 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LoHa", "LoKr"})
  void limitsWhatModulesDoToTheirLayers(String network) throws IOException {
    double most = 0.02;
    Map<String, Object> given = with(network);
    given.putAll(Map.of("learningRate", 0.05, "scheduler", "constant", "warmup", 0));
    LoraFile free = Sessions.trained(folder, given, 3);
    given.put("scaleWeightNorms", most);
    LoraFile limited = Sessions.trained(folder, given, 3);

    assertThat(largestChange(free)).isGreaterThan(2 * most);
    assertThat(largestChange(limited)).isBetween(0.99 * most, 1.01 * most);
  }

  @ParameterizedTest
  @CsvSource({"LoHa, true", "LoHa, false", "LoKr, true", "LoKr, false"})
  void beginsWithTheNumbersOfALora(String network, boolean ranksFromStart) throws IOException {
    Map<String, Object> given = with(network);
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

  @ParameterizedTest
  @CsvSource({"LoHa, LoKr, true", "LoKr, LoHa, true", "LoHa, LoRA, false", "LoRA, LoKr, true"})
  void refusesToBeginWithAnotherKind(String given, String trained, boolean ranksFromStart)
      throws IOException {
    LoraFile first = Sessions.trained(folder, with(given), 1);
    Map<String, Object> settings = with(trained);
    settings.put("startFrom", ID);
    settings.put("ranksFromStart", ranksFromStart);

    assertThatThrownBy(() -> Sessions.from(first, settings))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining(
            "has modules of network %s, but network of this training is %s"
                .formatted(given, trained));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LoHa", "LoKr"})
  void trainsOnAModelThatSuchALoraIsMergedInto(String network) throws IOException {
    LoraFile first = Sessions.trained(folder, with(network), 2);
    TrainingBase base = Sessions.base();
    Map<String, ?> plain = Map.of();

    try (MergedLoras merged =
        MergedLoras.of(
            Models.RUNTIME,
            base.file().shapes(),
            List.of(new MergedLoras.Merge("first", first, 5)))) {
      assertThat(Sessions.firstLoss(base.with(merged), plain))
          .isNotEqualTo(Sessions.firstLoss(base, plain));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LoHa | 4 | {\"algo\":\"loha\",\"conv_dim\":\"4\",\"dropout\":null}",
        "LoHa |   | {\"algo\":\"loha\",\"preset\":\"attn-mlp\",\"dropout\":null}",
        "LoKr |   | {\"algo\":\"lokr\",\"preset\":\"attn-mlp\",\"factor\":\"4\",\"dropout\":null}",
      })
  void saysWhichNetworkItIs(String network, Integer convRank, String arguments) throws IOException {
    Map<String, Object> given = with(network);
    given.put("convRank", convRank);

    assertThat(Sessions.trained(folder, given, 0).metadata())
        .containsEntry("ss_network_module", "lycoris.kohya")
        .containsEntry("ss_network_dim", "2")
        .hasEntrySatisfying(
            "ss_network_args",
            it ->
                assertThat(new JsonMapper().readTree(it))
                    .isEqualTo(new JsonMapper().readTree(arguments)));
  }

  @Test
  void refusesAllThatOnlyALoraKnowsAtOnce() {
    Map<String, Object> given = with("LoHa");
    given.putAll(
        Map.of(
            "networkDropout",
            0.1,
            "rankDropout",
            0.2,
            "moduleDropout",
            0.3,
            "loraPlusRatio",
            4,
            "loraPlusUnetRatio",
            5,
            "loraPlusTextEncoderRatio",
            6));

    assertThat(Sessions.problems(given))
        .extracting(SettingProblem::message)
        .satisfiesExactly(
            message ->
                assertThat(message)
                    .isEqualTo(
                        "networkDropout 0.1 is not allowed with network LoHa: leave it out, or choose network LoRA."),
            message -> assertThat(message).startsWith("rankDropout 0.2 is not allowed"),
            message -> assertThat(message).startsWith("moduleDropout 0.3 is not allowed"),
            message -> assertThat(message).startsWith("loraPlusRatio 4.0 is not allowed"),
            message -> assertThat(message).startsWith("loraPlusUnetRatio 5.0 is not allowed"),
            message ->
                assertThat(message).startsWith("loraPlusTextEncoderRatio 6.0 is not allowed"));
  }

  @Test
  void takesLargeRanksOfALokrAndSharesOfZero() {
    Map<String, Object> given = with("LoKr");
    given.putAll(Map.of("rank", 1024, "convRank", 1024, "networkDropout", 0, "moduleDropout", 0));

    assertThat(Sessions.problems(given)).isEmpty();
  }

  /** Small, with modules of both forms beside all kinds of layers. */
  private static Map<String, Object> with(String network) {
    Map<String, Object> given = new HashMap<>();
    given.put("network", network);
    given.put("rank", 2);
    given.put("convRank", 4);
    given.put("lokrFactor", 4);
    given.put("savePrecision", "float");
    return given;
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
    Map<String, StoredTensor> tensors = file.tensors();
    StoredTensor loha = tensors.get(module + ".hada_w1_a");
    if (loha != null) {
      return Shape.of(loha.shape().size(0), tensors.get(module + ".hada_w1_b").shape().size(1));
    }
    Shape first = tensors.get(module + ".lokr_w1").shape();
    StoredTensor whole = tensors.get(module + ".lokr_w2");
    Shape left = whole == null ? tensors.get(module + ".lokr_w2_a").shape() : whole.shape();
    long columns =
        whole == null
            ? tensors.get(module + ".lokr_w2_b").shape().size(1)
            : left.elements() / left.size(0);
    return Shape.of(first.size(0) * left.size(0), first.size(1) * columns);
  }

  private static double mean(List<StepReport> reports) {
    return reports.stream().mapToDouble(StepReport::loss).average().orElseThrow();
  }
}
