package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.WeightChange;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of LoHa, LoKr and DoRA, beside whole models. */
final class LycorisFilesTest {
  private static final double TOLERANCE = 1e-4;
  private static final double WEIGHT = 0.6;

  @TempDir private Path folder;

  static Stream<Arguments> networks() {
    return Models.families().stream()
        .flatMap(family -> Stream.of("LoHa", "LoKr").map(type -> Arguments.of(family, type)));
  }

  static Stream<Arguments> kinds() {
    return Models.families().stream()
        .flatMap(
            family ->
                Stream.of(
                        Map.of("network", "LoHa"),
                        Map.of("network", "LoKr"),
                        Map.of("dora", "inputs"),
                        Map.of("dora", "outputs"))
                    .map(kind -> Arguments.of(family, kind)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void renderedAndMergedModelsSayWhatTheModelWithChangedWeightsSays(
      Family family, Map<String, Object> kind) throws IOException {
    LoraFile file = file(family, kind);
    Map<String, Tensor> inputs = new HashMap<>();
    Program plain = WholeModel.adapted(family, Optional.empty(), inputs);
    Map<String, Tensor> weighed = new HashMap<>();
    weighed.put("weight", Models.RUNTIME.scalar(WEIGHT));
    Program adapted = WholeModel.adapted(family, Optional.of(file.network()), weighed);

    try (BaseModelFile base = BaseModelFile.open(Models.golden(family, "model").path());
        MergedLoras merged =
            MergedLoras.of(
                Models.RUNTIME, base.shapes(), List.of(new MergedLoras.Merge("it", file, WEIGHT)));
        Executable rendering = Models.load(family, adapted, tensors(file))) {
      Map<String, float[]> without = said(family, base.load(Models.RUNTIME, plain), inputs);
      Map<String, float[]> expected =
          said(family, base.changedBy(byHand(base, file)).load(Models.RUNTIME, plain), inputs);
      Map<String, float[]> ofMerged =
          said(family, base.changedBy(merged).load(Models.RUNTIME, plain), inputs);
      Map<String, float[]> rendered = said(family, rendering, weighed);

      for (String output : WholeModel.outputs(family)) {
        assertThat(Numbers.relativeError(without.get(output), expected.get(output)))
            .isGreaterThan(1e-3);
        Numbers.assertClose(rendered.get(output), expected.get(output), TOLERANCE);
        Numbers.assertClose(ofMerged.get(output), expected.get(output), TOLERANCE);
      }
    }
    inputs.values().forEach(Tensor::close);
    weighed.values().forEach(Tensor::close);
  }

  @ParameterizedTest
  @CsvSource({"LoHa, 4", "LoKr, 3"})
  void readsWhatItWrites(String type, int mostTensors) throws IOException {
    LoraFile file = file(Family.SD1, Map.of("network", type));
    Path path = folder.resolve("own.safetensors");

    file.write(path);

    LoraFile read = LoraFile.read(path);
    assertThat(read.network().modules())
        .containsExactlyInAnyOrderElementsOf(file.network().modules());
    assertThat(read.network().types()).singleElement().hasToString(type.toUpperCase(Locale.ROOT));
    assertThat(read.modelHash()).isEqualTo(file.modelHash());
    assertThat(read.tensors().keySet())
        .isEqualTo(file.tensors().keySet())
        .hasSizeLessThanOrEqualTo((mostTensors + 1) * file.network().names().size());
  }

  @Test
  void matricesHaveTheNamesAndShapesOfLycoris() {
    String linear = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_ff_net_2";
    String spatial = "lora_unet_down_blocks_0_resnets_0_conv1";
    Map<String, Shape> loha = fullSize(Map.of("network", "LoHa"));
    Map<String, Shape> lokr = fullSize(Map.of("network", "LoKr", "lokrFactor", 8));

    assertThat(shapesOf(loha, linear))
        .isEqualTo(
            Map.of(
                "hada_w1_a", Shape.of(320, 4),
                "hada_w1_b", Shape.of(4, 1280),
                "hada_w2_a", Shape.of(320, 4),
                "hada_w2_b", Shape.of(4, 1280)));
    assertThat(shapesOf(loha, spatial))
        .isEqualTo(
            Map.of(
                "hada_w1_a", Shape.of(320, 2),
                "hada_w1_b", Shape.of(2, 2880),
                "hada_w2_a", Shape.of(320, 2),
                "hada_w2_b", Shape.of(2, 2880)));
    assertThat(shapesOf(lokr, linear))
        .isEqualTo(
            Map.of(
                "lokr_w1", Shape.of(8, 8),
                "lokr_w2_a", Shape.of(40, 4),
                "lokr_w2_b", Shape.of(4, 160)));
    assertThat(shapesOf(lokr, spatial))
        .isEqualTo(
            Map.of(
                "lokr_w1", Shape.of(8, 8),
                "lokr_w2_a", Shape.of(40, 2),
                "lokr_w2_b", Shape.of(2, 360)));
    assertThat(shapesOf(fullSize(Map.of("network", "LoKr", "convRank", 1024)), spatial))
        .isEqualTo(Map.of("lokr_w1", Shape.of(16, 16), "lokr_w2", Shape.of(20, 20, 3, 3)));
  }

  @Test
  void theAlphaScalesWhatIsNotWhole() {
    Shape layer = Shape.of(6, 8);
    for (int rank : List.of(1, 2)) {
      LokrModule plain =
          LokrModule.beside("lora_unet_a", layer, new NetworkModule.Size(rank, 3), 2);
      LokrModule other =
          new LokrModule("lora_unet_a", plain.first(), plain.second(), plain.right(), 6);

      assertThat(plain.scale()).isEqualTo(rank == 1 ? 3 : 1);
      assertThat(other.scale()).isEqualTo(rank == 1 ? 6 : 1);
    }
    NetworkModule loha = LohaModule.beside("lora_unet_a", layer, new NetworkModule.Size(2, 3));
    assertThat(loha.scale()).isEqualTo(1.5);
  }

  @Test
  void refusesTensorsThatAreNotKnownByTheirNames() throws IOException {
    StoredTensor one = StoredTensor.floats(Shape.of(1, 1), 1);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("lora_unet_a.lora_down.weight", one);
    tensors.put("lora_unet_a.lora_up.weight", one);
    tensors.put("lora_unet_a.lora_mid.weight", one);
    tensors.put("lora_unet_b.w_norm", one);

    assertThatThrownBy(() -> read(tensors))
        .isInstanceOf(LoraRefused.class)
        .hasMessageContaining("can't be used here: ")
        .hasMessageContaining("lora_unet_a.lora_mid.weight")
        .hasMessageContaining("lora_unet_b.w_norm")
        .hasMessageNotContaining("lora_down");
    for (int i = 0; i < 10; i++) {
      tensors.put("lora_unet_c" + i + ".hada_t1", one);
    }
    assertThatThrownBy(() -> read(tensors))
        .hasMessageContaining(" and 7 more. LoRA, LoHa and LoKr");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hada_w1_a 6 2, hada_w1_b 2 8, hada_w2_a 6 2 | lacks the tensor lora_unet_a.hada_w2_b",
        "hada_w1_a 6 2, hada_w1_b 2 8, hada_w2_a 6 2, hada_w2_b 3 8 | which do not fit together",
        "hada_w1_a 6 2, hada_w1_b 3 8, hada_w2_a 6 2, hada_w2_b 3 8 | which do not fit together",
        "lokr_w1 2 2, lokr_w2_a 3 1 | lacks the tensor lora_unet_a.lokr_w2_b",
        "lokr_w2 3 4 | lacks the tensor lora_unet_a.lokr_w1",
        "lokr_w1 2 2, lokr_w2_a 3 1, lokr_w2_b 2 4 | which do not fit together",
        "lokr_w1 2 2, lokr_w2 3 4, lokr_w2_a 3 1 | which do not fit together",
        "lokr_w1 2 2, lokr_w2 3 4, dora_scale 1 8 | used here: lora_unet_a.dora_scale",
        "hada_w1_a 6 2, dora_scale 1 8 | used here: lora_unet_a.dora_scale",
        "lokr_w1_a 2 1, lokr_w1_b 1 2, lokr_w2 3 4 | used here: lora_unet_a.lokr_w1_",
        "lokr_w1 2 2, lokr_w2 3 4, alpha 1 2 | has an alpha of shape [1, 2], which must be one"
      })
  void refusesModulesThatAreIncomplete(String shapes, String reason) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String each : shapes.split(", ")) {
      String[] words = each.split(" ");
      Shape shape = Shape.of(Long.parseLong(words[1]), Long.parseLong(words[2]));
      tensors.put(
          "lora_unet_a." + words[0], StoredTensor.floats(shape, new float[(int) shape.elements()]));
    }

    assertThatThrownBy(() -> read(tensors))
        .isInstanceOf(LoraRefused.class)
        .hasMessageContaining(reason);
  }

  @Test
  void modulesWithoutRanksFitNoLayer() {
    Shape layer = Shape.of(6, 8);
    Shape first = Shape.of(2, 2);

    assertThat(new LokrModule("m", first, Shape.of(3, 1), Shape.of(1, 4), 1).fits(layer)).isTrue();
    assertThat(new LokrModule("m", first, Shape.of(3, 0), Shape.of(0, 4), 1).fits(layer)).isFalse();
    assertThat(new LohaModule("m", Shape.of(6, 0), Shape.of(0, 8), 1).fits(layer)).isFalse();
    assertThat(new LoraModule("m", Shape.of(0, 8), Shape.of(6, 0), 1).fits(layer)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void refusesAnotherModelsModules(Family family, String type) {
    LoraNetwork network = file(family, Map.of("network", type)).network();
    Map<String, Shape> halved = new HashMap<>(Models.shapes(family));
    halved.replaceAll(
        (name, shape) ->
            shape.rank() < 2
                ? shape
                : new Shape(
                    Stream.concat(Stream.of(2 * shape.size(0)), shape.sizes().stream().skip(1))
                        .toList()));

    network.requireFits(Models.shapes(family), "It");
    assertThatThrownBy(() -> network.requireFits(halved, "It"))
        .isInstanceOf(LoraRefused.class)
        .hasMessageContaining("has matrices [")
        .hasMessageContaining("another family");
  }

  private LoraFile read(Map<String, StoredTensor> tensors) throws IOException {
    Path path = folder.resolve("other.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of());
    return LoraFile.read(path);
  }

  private static Map<String, Shape> fullSize(Map<String, Object> given) {
    return network(FullSize.of(Family.SD1), Family.SD1, given).shapes();
  }

  private static LoraFile file(Family family, Map<String, Object> given) {
    return Changes.file(network(Models.shapes(family), family, given), 3, 0.4);
  }

  private static LoraNetwork network(
      Map<String, Shape> base, Family family, Map<String, Object> given) {
    Map<String, Object> settings =
        new HashMap<>(Map.of("rank", 4, "alpha", 2, "convRank", 2, "convAlpha", 3));
    settings.putAll(given);
    BlockPlan plan =
        BlockPlan.of(
            family, SettingsCatalogue.TRAINING.read(settings).network(), BlockSettings.DEFAULTS);
    return LoraNetwork.create(base, family, plan);
  }

  /** The matrices of one module, by what follows its name. */
  private static Map<String, Shape> shapesOf(Map<String, Shape> all, String module) {
    Map<String, Shape> shapes = new HashMap<>();
    all.forEach(
        (name, shape) -> {
          if (name.startsWith(module + ".")) {
            shapes.put(name.substring(module.length() + 1), shape);
          }
        });
    return shapes;
  }

  private static Map<String, Tensor> tensors(LoraFile file) {
    Map<String, Tensor> tensors = new HashMap<>();
    file.network().shapes().keySet().forEach(it -> tensors.put(it, Models.tensor(file.matrix(it))));
    return tensors;
  }

  private static Map<String, float[]> said(
      Family family, Executable executable, Map<String, Tensor> inputs) {
    Map<String, float[]> all = new HashMap<>();
    try (executable;
        Outputs outputs = executable.run("all", inputs)) {
      WholeModel.outputs(family).forEach(name -> all.put(name, outputs.get(name).toFloats()));
    }
    return all;
  }

  /** Adds what each module of a file adds, row by row where three layers are stored as one. */
  private static WeightChange byHand(BaseModelFile base, LoraFile file) {
    Map<String, LayerPlaces.Place> places = LayerPlaces.of(base.shapes());
    Map<String, List<String>> modules = new HashMap<>();
    file.network()
        .names()
        .forEach(
            name ->
                modules
                    .computeIfAbsent(places.get(name).tensor(), it -> new ArrayList<>())
                    .add(name));
    return (name, weight) -> {
      if (!modules.containsKey(name)) {
        return weight;
      }
      float[] numbers = weight.toFloats();
      for (String module : modules.get(name)) {
        LayerPlaces.Place place = places.get(module);
        int size = (int) place.shape().elements();
        int from = place.part().map(part -> part * size).orElse(0);
        assertThat(numbers)
            .hasSize(size * (place.part().isEmpty() ? 1 : Linear.JOINED_PARTS.size()));
        float[] own = Arrays.copyOfRange(numbers, from, from + size);
        float[] change = Changes.of(file.tensors(), module, place.shape(), own);
        for (int i = 0; i < change.length; i++) {
          numbers[from + i] += (float) (WEIGHT * change[i]);
        }
      }
      return Models.RUNTIME.floats(weight.shape(), numbers);
    };
  }
}
