package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.lora.MergedLoras.Merge;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoraMakerTest {
  private static final double TOLERANCE = 1e-5;
  private static final String LINEAR = "lora_unet_a";
  private static final String SPATIAL = "lora_unet_b_conv1";
  private static final Shape LINEAR_LAYER = Shape.of(10, 7);
  private static final Shape SPATIAL_LAYER = Shape.of(6, 5, 3, 3);

  @TempDir private Path folder;

  @Test
  void theSameRankKeepsEveryChange() {
    LoraFile file = lora(5, 3, 1);

    LoraMaker.Made made = resize(file, Map.of("rank", 3));

    assertChange(made.file(), LINEAR, LINEAR_LAYER, change(file, LINEAR, LINEAR_LAYER));
    assertChange(made.file(), SPATIAL, SPATIAL_LAYER, change(file, SPATIAL, SPATIAL_LAYER));
    assertThat(made.file().network().shapes()).isEqualTo(file.network().shapes());
    assertThat(made.ranks().kept()).isCloseTo(1, within(TOLERANCE));
  }

  @Test
  void whatIsLostHasTheEnergyOfTheValuesThatAreCutOff() {
    LoraFile file = known(4, 3, 2, 1);

    LoraMaker.Made made = resize(file, Map.of("rank", 2));

    float[] before = change(file, LINEAR, LINEAR_LAYER);
    float[] after = change(made.file(), LINEAR, LINEAR_LAYER);
    float[] lost = new float[before.length];
    for (int i = 0; i < lost.length; i++) {
      lost[i] = before[i] - after[i];
    }
    assertThat(Numbers.norm(before)).isCloseTo(0.5 * Math.sqrt(30), within(TOLERANCE));
    assertThat(Numbers.norm(lost)).isCloseTo(0.5 * Math.sqrt(2 * 2 + 1), within(TOLERANCE));
    assertThat(made.ranks().kept()).isCloseTo(Math.sqrt(25.0 / 30), within(TOLERANCE));
    assertThat(made.file().network().alphas())
        .containsExactly(Map.entry(LINEAR + ".alpha", 0.5 * 2));
    float[] up = made.file().matrix(LINEAR + ".lora_up.weight").toFloats();
    assertThat(Numbers.norm(up)).isCloseTo(5, within(TOLERANCE));
  }

  /** The values are 4, 3, 2 and 1: their sum is 10, that of their squares 30. */
  @ParameterizedTest
  @CsvSource({
    "sv_ratio, 1, 1",
    "sv_ratio, 1.9, 2",
    "sv_ratio, 3.9, 3",
    "sv_ratio, 100, 3",
    "sv_cumulative, 0.39, 1",
    "sv_cumulative, 0.69, 2",
    "sv_cumulative, 0.71, 3",
    "sv_cumulative, 1, 3",
    "sv_fro, 0.72, 1",
    "sv_fro, 0.74, 2",
    "sv_fro, 0.92, 3"
  })
  void takesAsManyRanksAsTheMethodSays(String method, double parameter, int rank) {
    LoraMaker.Made made =
        resize(
            known(4, 3, 2, 1), Map.of("rank", 3, "rankMethod", method, "rankParameter", parameter));

    assertThat(made.ranks().largest()).isEqualTo(rank);
    assertThat(made.file().network().alphas()).containsEntry(LINEAR + ".alpha", 0.5 * rank);
    assertThat(made.file().metadata())
        .containsEntry("ss_network_dim", String.valueOf(rank))
        .containsEntry(
            "ss_training_comment",
            "Dynamic resize with " + method + ": " + parameter + " from 4; ");
  }

  @Test
  void modulesThatChangeNothingGetRankOne() {
    assertThat(resize(known(0, 0, 0), Map.of("rank", 2)).ranks().largest()).isEqualTo(1);
  }

  @Test
  void convolutionsOfSeveralNumbersHaveARankOfTheirOwn() {
    LoraFile file =
        file(
            List.of(
                LoraModule.beside(LINEAR, Shape.of(8, 6, 1, 1), size(4, 2)),
                LoraModule.beside(SPATIAL, SPATIAL_LAYER, size(4, 8))),
            2);

    LoraFile made = resize(file, Map.of("rank", 2, "convRank", 3)).file();

    assertThat(made.network().shapes())
        .containsEntry(LINEAR + ".lora_down.weight", Shape.of(2, 6, 1, 1))
        .containsEntry(LINEAR + ".lora_up.weight", Shape.of(8, 2, 1, 1))
        .containsEntry(SPATIAL + ".lora_down.weight", Shape.of(3, 5, 3, 3))
        .containsEntry(SPATIAL + ".lora_up.weight", Shape.of(6, 3, 1, 1));
    assertThat(made.network().alphas())
        .containsEntry(LINEAR + ".alpha", 1.0)
        .containsEntry(SPATIAL + ".alpha", 6.0);
    assertThat(made.metadata())
        .containsEntry("ss_training_comment", "dimension is resized from 4 to 2 (conv: 3); ")
        .containsEntry("ss_network_dim", "2")
        .containsEntry("ss_network_alpha", "1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"svd", "concat"})
  void aMergeIsTheWeightedSum(String method) {
    LoraFile one = lora(1, 3, 2);
    LoraFile other = lora(2, 2, 5);
    LoraFile linear = file(List.of(LoraModule.beside(LINEAR, LINEAR_LAYER, size(1, 1))), 3);
    Map<String, Object> settings = new HashMap<>(Map.of("mergeMethod", method));
    if (method.equals("svd")) {
      settings.put("rank", 6);
    }

    LoraMaker.Made made =
        merge(settings, new Part(one, 0.7), new Part(other, -2), new Part(linear, 1));

    assertChange(
        made.file(),
        LINEAR,
        LINEAR_LAYER,
        sum(LINEAR, LINEAR_LAYER, new Part(one, 0.7), new Part(other, -2), new Part(linear, 1)));
    assertChange(
        made.file(),
        SPATIAL,
        SPATIAL_LAYER,
        sum(SPATIAL, SPATIAL_LAYER, new Part(one, 0.7), new Part(other, -2)));
    assertThat(made.ranks().largest()).isEqualTo(6);
    assertThat(made.ranks().smallest()).isEqualTo(5);
    assertThat(made.ranks().kept()).isCloseTo(1, within(TOLERANCE));
  }

  @Test
  void aMergeTakesModulesOfAllKinds() {
    LoraFile lora = lora(1, 2, 2);
    LoraFile loha =
        file(
            List.of(
                LohaModule.beside(LINEAR, LINEAR_LAYER, size(2, 3)),
                LohaModule.beside(SPATIAL, SPATIAL_LAYER, size(2, 3))),
            2);
    LoraFile lokr =
        file(
            List.of(
                LokrModule.beside(LINEAR, LINEAR_LAYER, size(1, 3), -1),
                LokrModule.beside(SPATIAL, SPATIAL_LAYER, size(2, 3), -1)),
            3);
    Part[] parts = {new Part(loha, 0.5), new Part(lora, 1), new Part(lokr, 2)};

    LoraFile made = merge(Map.of("rank", 10), parts).file();

    assertChange(made, LINEAR, LINEAR_LAYER, sum(LINEAR, LINEAR_LAYER, parts));
    assertChange(made, SPATIAL, SPATIAL_LAYER, sum(SPATIAL, SPATIAL_LAYER, parts));
    assertThat(made.network().shapes().get(SPATIAL + ".lora_down.weight").sizes())
        .endsWith(5L, 3L, 3L);
  }

  /** What those need who have programs that read LoRA alone. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9})
  void lohaAndLokrBecomeLoraExactlyAtTheirFullRank(int rank) {
    LoraFile loha =
        file(
            List.of(
                LohaModule.beside(LINEAR, LINEAR_LAYER, size(rank, 3)),
                LohaModule.beside(SPATIAL, SPATIAL_LAYER, size(rank, 3))),
            2);
    LoraFile lokr =
        file(
            List.of(
                LokrModule.beside(LINEAR, LINEAR_LAYER, size(rank, 3), -1),
                LokrModule.beside(SPATIAL, SPATIAL_LAYER, size(rank, 3), 2)),
            3);

    for (LoraFile source : List.of(loha, lokr)) {
      List<NetworkModule> modules = source.network().modules();
      Map<String, Object> settings =
          Map.of(
              "rank", (int) modules.get(0).largestRank(),
              "convRank", (int) modules.get(1).largestRank(),
              "savePrecision", "float");

      LoraFile made = resize(source, settings).file();

      assertThat(made.network().types()).containsExactly(NetworkType.LORA);
      Map.of(LINEAR, LINEAR_LAYER, SPATIAL, SPATIAL_LAYER)
          .forEach(
              (module, layer) ->
                  assertThat(
                          Numbers.relativeError(
                              change(made, module, layer), change(source, module, layer)))
                      .isLessThan(1e-5));
    }
  }

  @Test
  void aPlainMergeAddsTheMatricesAsSdScriptsDoes() {
    LoraFile one = lora(1, 2, 2);
    LoraFile other = lora(2, 2, 8);

    LoraFile made =
        merge(Map.of("mergeMethod", "plain"), new Part(one, 0.5), new Part(other, -1)).file();

    for (String matrix : List.of(".lora_up.weight", ".lora_down.weight")) {
      float[] first = one.matrix(LINEAR + matrix).toFloats();
      float[] second = other.matrix(LINEAR + matrix).toFloats();
      float[] expected = new float[first.length];
      for (int i = 0; i < expected.length; i++) {
        int sign = matrix.contains("up") ? 1 : -1;
        expected[i] = 0.5f * first[i] + sign * 2 * second[i];
      }
      Numbers.assertClose(made.matrix(LINEAR + matrix).toFloats(), expected, TOLERANCE);
    }
    assertThat(made.network().alphas()).containsEntry(LINEAR + ".alpha", 2.0);
  }

  @ParameterizedTest
  @CsvSource({"fp16, F16", "bf16, BF16", "float, F32"})
  void filesSayWhatTheyAre(String precision, DType type) throws IOException {
    LoraFile source =
        new LoraFile(
            lora(1, 3, 1).tensors(),
            Map.of(
                "ss_base_model_version", "sd_v1",
                "ss_training_comment", "mine",
                "sshs_model_hash", "old",
                "ss_network_module", "lycoris.kohya",
                "ss_network_args", "{\"algo\": \"loha\"}"));
    Path path = folder.resolve("made.safetensors");

    resize(source, Map.of("rank", 2, "savePrecision", precision)).file().write(path);

    LoraFile read = LoraFile.read(path);
    assertThat(read.tensors().values()).extracting(StoredTensor::type).containsOnly(type);
    assertThat(read.metadata())
        .containsEntry("ss_output_name", "made")
        .containsEntry("modelspec.date", "2026-01-02T03:04:05Z")
        .containsEntry("ss_base_model_version", "sd_v1")
        .containsEntry("ss_training_comment", "dimension is resized from 3 to 2; mine")
        .containsEntry("ss_network_module", "networks.lora")
        .containsEntry("sshs_model_hash", read.modelHash())
        .containsKey("sshs_legacy_hash")
        .doesNotContainKey("ss_network_args");
  }

  @ParameterizedTest
  @CsvSource({"Stars, Stars", "before, made"})
  void aTitleThatSomebodyGaveStays(String title, String expected) {
    LoraFile source =
        new LoraFile(
            lora(1, 3, 1).tensors(), Map.of("ss_output_name", "before", "modelspec.title", title));

    assertThat(resize(source, Map.of("rank", 2)).file().metadata())
        .containsEntry("ss_output_name", "made")
        .containsEntry("modelspec.title", expected);
  }

  @Test
  void mergedFilesSayOfWhatTheyWereMade() {
    LoraFile one = new LoraFile(lora(1, 3, 1).tensors(), Map.of("ss_v2", "False"));

    LoraFile made =
        merge(Map.of("mergeMethod", "concat"), new Part(one, 0.5), new Part(lora(2, 2, 1), 1))
            .file();

    assertThat(made.metadata())
        .containsEntry("ss_v2", "False")
        .containsEntry("ss_training_comment", "merged by concat: source 0 * 0.5 + source 1 * 1.0")
        .containsEntry("modelspec.merged_from", "source 0, source 1")
        .containsEntry("ss_network_dim", "5")
        .containsEntry("ss_network_alpha", "5.0");
  }

  @Test
  void refusesRanksThatTheSourceDoesNotHave() {
    LoraFile file = lora(1, 3, 1);

    assertRefused(() -> resize(file, Map.of("rank", 4)), "rank 4 is larger", "at most 3");
    assertRefused(
        () -> resize(file, Map.of("rank", 2, "convRank", 4)), "convRank 4 is larger", "at most 3");
  }

  @Test
  void refusesMergesThatTheirMethodCanNotMake() {
    LoraFile three = lora(1, 3, 1);
    LoraFile loha = file(List.of(LohaModule.beside(LINEAR, LINEAR_LAYER, size(2, 1))), 1);
    LoraFile other = file(List.of(LoraModule.beside(LINEAR, Shape.of(10, 8), size(3, 1))), 1);

    assertRefused(
        () -> merge(Map.of("mergeMethod", "plain"), new Part(three, 1), new Part(lora(2, 2, 1), 1)),
        "has rank 2 and alpha 1.0, but of source 0 rank 3",
        "concat or svd");
    assertRefused(
        () -> merge(Map.of("mergeMethod", "concat"), new Part(three, 1), new Part(loha, 1)),
        "lora_unet_a of source 1 is a LoHa",
        "svd");
    assertRefused(
        () -> merge(Map.of(), new Part(three, 1), new Part(other, 1)),
        "is [10, 7] for source 0, but [10, 8] for source 1",
        "different families");
  }

  @Test
  void refusesWhatTheMemoryDoesNotHold() {
    LoraMaker.Order order = order(known(4, 3, 2, 1), Map.of("rank", 3));
    long bytes = 3 * (10 + 7) * 2;

    LoraMaker.make(Models.RUNTIME, order, (done, of) -> {}, bytes);
    assertRefused(
        () -> LoraMaker.make(Models.RUNTIME, order, (done, of) -> {}, bytes - 1),
        "made would have 102 bytes",
        "memory for 101",
        "lower rank");
  }

  @Test
  void refusesDora() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(known(1).tensors());
    tensors.put(LINEAR + ".dora_scale", StoredTensor.floats(Shape.of(10, 1), new float[10]));

    assertRefused(
        () -> resize(new LoraFile(tensors, Map.of()), Map.of("rank", 1)),
        "source 0 is a DoRA",
        "without dora_scale");
  }

  @Test
  void refusesNumbersThatAreNone() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(known(1).tensors());
    tensors.put(LINEAR + ".lora_up.weight", StoredTensor.floats(Shape.of(10, 1), nan(10)));

    assertRefused(
        () -> resize(new LoraFile(tensors, Map.of()), Map.of("rank", 1)),
        "source 0 has numbers in lora_unet_a.lora_up.weight that are not finite",
        "earlier checkpoint");
    assertRefused(
        () -> resize(known(1e6f), Map.of("rank", 1)), "that F16 can't hold", "bf16 or float");
  }

  @Test
  void tellsHowFarItIsAndEndsWhereItIsTold() {
    List<String> told = new ArrayList<>();
    LoraMaker.Order order = order(lora(1, 2, 1), Map.of("rank", 1));

    LoraMaker.make(Models.RUNTIME, order, (done, of) -> told.add(done + "/" + of));

    assertThat(told).containsExactly("0/2", "1/2", "2/2");
    assertThatThrownBy(
            () ->
                LoraMaker.make(
                    Models.RUNTIME,
                    order,
                    (done, of) -> {
                      throw new IllegalStateException("enough");
                    }))
        .hasMessage("enough");
  }

  private record Part(LoraFile file, double weight) {}

  private static LoraMaker.Made resize(LoraFile file, Map<String, Object> settings) {
    return LoraMaker.make(Models.RUNTIME, order(file, settings), (done, of) -> {});
  }

  private static LoraMaker.Order order(LoraFile file, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(Map.of("kind", "resize"));
    return order(all, settings, new Part(file, 1));
  }

  private static LoraMaker.Made merge(Map<String, Object> settings, Part... parts) {
    Map<String, Object> all = new HashMap<>(Map.of("kind", "merge", "savePrecision", "float"));
    return LoraMaker.make(Models.RUNTIME, order(all, settings, parts), (done, of) -> {});
  }

  private static LoraMaker.Order order(
      Map<String, Object> all, Map<String, Object> settings, Part... parts) {
    all.putAll(settings);
    List<Merge> sources = new ArrayList<>();
    for (Part part : parts) {
      sources.add(new Merge("source " + sources.size(), part.file(), part.weight()));
    }
    return new LoraMaker.Order(
        "made",
        SettingsCatalogue.LORA_TASK.read(all),
        sources,
        Instant.parse("2026-01-02T03:04:05.6Z"));
  }

  private static NetworkModule.Size size(int rank, double alpha) {
    return new NetworkModule.Size(rank, alpha);
  }

  private static LoraFile lora(long seed, int rank, double alpha) {
    return file(
        List.of(
            LoraModule.beside(LINEAR, LINEAR_LAYER, size(rank, alpha)),
            LoraModule.beside(SPATIAL, SPATIAL_LAYER, size(rank, alpha))),
        seed);
  }

  private static LoraFile file(List<NetworkModule> modules, long seed) {
    return Changes.file(new LoraNetwork(modules), seed, 1);
  }

  /** A module whose matrices' product has these singular values; half of its alpha is its rank. */
  private static LoraFile known(float... singular) {
    int rank = singular.length;
    float[] up = new float[10 * rank];
    float[] down = new float[rank * 7];
    for (int i = 0; i < rank; i++) {
      int place = (i + 2) % rank;
      up[(9 - i) * rank + place] = singular[i];
      down[place * 7 + i] = i % 2 == 0 ? 1 : -1;
    }
    LoraModule module = LoraModule.beside(LINEAR, LINEAR_LAYER, size(rank, rank / 2.0));
    return LoraFile.of(
        new LoraNetwork(List.of(module)),
        Map.of(
            LINEAR + ".lora_up.weight", StoredTensor.floats(Shape.of(10, rank), up),
            LINEAR + ".lora_down.weight", StoredTensor.floats(Shape.of(rank, 7), down)),
        DType.F32,
        Map.of());
  }

  private static float[] nan(int count) {
    float[] numbers = new float[count];
    Arrays.fill(numbers, Float.NaN);
    return numbers;
  }

  private static float[] change(LoraFile file, String module, Shape layer) {
    return Changes.of(file.tensors(), module, layer);
  }

  private static float[] sum(String module, Shape layer, Part... parts) {
    float[] sum = new float[(int) layer.elements()];
    for (Part part : parts) {
      float[] change = change(part.file(), module, layer);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) (part.weight() * change[i]);
      }
    }
    return sum;
  }

  private static void assertChange(LoraFile made, String module, Shape layer, float[] expected) {
    assertThat(Numbers.relativeError(change(made, module, layer), expected)).isLessThan(1e-3);
  }

  private static void assertRefused(ThrowingCallable work, String... parts) {
    assertThatThrownBy(work).isInstanceOf(LoraRefused.class).hasMessageContainingAll(parts);
  }
}
