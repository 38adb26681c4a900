package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Modules of DoRA beside single layers, against what they make of these by hand. */
final class DoraModulesTest {
  private static final double TOLERANCE = 1e-5;
  private static final String LINEAR =
      "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_ff_net_2";
  private static final String SPATIAL = "lora_unet_down_blocks_0_resnets_0_conv1";

  @TempDir private Path folder;

  static Stream<Arguments> modules() {
    return Arrays.stream(AdaptedLayer.values())
        .flatMap(
            layer -> Stream.of(Dora.INPUTS, Dora.OUTPUTS).map(dora -> Arguments.of(layer, dora)));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void layersGiveWhatTheirTurnedWeightsGive(AdaptedLayer layer, Dora dora) {
    LoraFile file = file(layer, dora);

    float[] change = change(layer, file.tensors());

    float[] expected = layer.plus(change).output();
    float[] plain = layer.plus(Changes.of(file.tensors(), layer.module(), layer.weight())).output();
    assertThat(Numbers.relativeError(plain, expected)).isGreaterThan(0.1);
    assertThat(Numbers.relativeError(layer.with(file).output(), expected)).isLessThan(TOLERANCE);
  }

  /**
   * With {@code W' = m V / n} and G the gradient of W': that of m is {@code Σ G V / n}, and that of
   * V is {@code m / n (G - V Σ G V / n²)}, sums being over what one norm is over.
   */
  @ParameterizedTest
  @MethodSource("modules")
  void gradientsAreThoseOfTheTurnedWeightByTheChainRule(AdaptedLayer layer, Dora dora) {
    LoraFile file = file(layer, dora);
    float[] ofWeight =
        layer.plus(change(layer, file.tensors())).gradients().get(layer.weightName());
    double[] turned = sum(layer.numbers(), plainChange(layer, file.tensors()));
    double[] norms = norms(layer.weight(), dora, turned);
    float[] magnitudes = file.matrix(layer.module() + ".dora_scale").toFloats();
    float[] ofMagnitudes = new float[magnitudes.length];
    for (int i = 0; i < turned.length; i++) {
      int feature = Changes.feature(layer.weight(), dora == Dora.OUTPUTS, i);
      ofMagnitudes[feature] += (float) (ofWeight[i] * turned[i] / norms[feature]);
    }
    double[] ofTurned = new double[turned.length];
    for (int i = 0; i < turned.length; i++) {
      int feature = Changes.feature(layer.weight(), dora == Dora.OUTPUTS, i);
      double straight = ofMagnitudes[feature] * turned[i] / norms[feature];
      ofTurned[i] = magnitudes[feature] / norms[feature] * (ofWeight[i] - straight);
    }

    Map<String, float[]> gradients = layer.with(file).gradients();

    assertThat(gradients.keySet()).isEqualTo(file.network().shapes().keySet());
    gradients.forEach(
        (matrix, gradient) -> {
          float[] expected = ofMagnitudes;
          if (!matrix.endsWith(".dora_scale")) {
            expected = new float[gradient.length];
            for (int i = 0; i < expected.length; i++) {
              expected[i] = product(ofTurned, changeOfOne(layer, file, matrix, i));
            }
          }
          assertThat(Numbers.relativeError(gradient, expected)).as(matrix).isLessThan(1e-4);
        });
  }

  /** Magnitudes rounded to bf16 would lose most of what they learned. */
  @ParameterizedTest
  @MethodSource("modules")
  void frozenModulesComputeAsTrainedOnes(AdaptedLayer layer, Dora dora) {
    LoraFile file = file(layer, dora);
    TrainingSettings settings =
        SettingsCatalogue.TRAINING.read(Map.of("downLrWeights", "zeros", "optimizer", "AdamW"));
    LoraNetwork frozen =
        file.network().of(BlockPlan.of(Family.SD1, settings.network(), settings.blocks()));
    assertThat(frozen.isTrained()).isFalse();

    float[] output = layer.computed(DType.BF16, frozen, file);

    assertThat(output).isEqualTo(layer.computed(DType.BF16, file.network(), file));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aLayerStartsAsItIs(AdaptedLayer layer, Dora dora) {
    DoraModule module = module(layer, dora);
    Map<String, StoredTensor> start = new HashMap<>(new LoraNetwork(List.of(module)).start(1));
    start.put(
        module.magnitudeName(), StoredTensor.floats(module.magnitude(), magnitudes(layer, module)));

    LoraFile file = LoraFile.of(new LoraNetwork(List.of(module)), start, DType.F32, Map.of());

    float[] none = new float[layer.numbers().length];
    assertThat(layer.with(file).output()).isEqualTo(layer.plus(none).output());
    assertThat(start.get(module.magnitudeName()).toFloats())
        .usingComparatorWithPrecision(1e-5F)
        .containsExactly(
            floats(norms(layer.weight(), dora, sum(layer.numbers(), new float[none.length]))));
    layer
        .with(file)
        .gradients()
        .forEach(
            (name, gradient) ->
                assertThat(Numbers.norm(gradient) > 0)
                    .as(name)
                    .isEqualTo(!name.endsWith(LoraModule.DOWN)));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void weightsBecomeWhatAFractionOfTheModuleMakesOfThem(AdaptedLayer layer, Dora dora) {
    LoraFile file = file(layer, dora);
    NetworkModule module = file.network().modules().get(0);
    Program program = new Program("merge");
    program.method(
        "f",
        m -> m.returns("merged", module.merged(m.input("w").flatten(1, -1), program::weight, 0.3)));

    float[] merged;
    try (Executable executable =
            Models.RUNTIME.load(program, name -> Models.tensor(file.matrix(name)));
        Tensor weight = Models.RUNTIME.floats(layer.weight(), layer.numbers());
        Outputs outputs = executable.run("f", Map.of("w", weight))) {
      merged = outputs.get("merged").toFloats();
    }

    float[] change = change(layer, file.tensors());
    float[] expected = layer.numbers();
    for (int i = 0; i < expected.length; i++) {
      expected[i] += 0.3F * change[i];
    }
    Numbers.assertClose(merged, expected, TOLERANCE);
  }

  /** A weight that its module takes away has no direction: nothing is divided by 0. */
  @ParameterizedTest
  @CsvSource({"INPUTS", "OUTPUTS"})
  void aFeatureWithoutAWeightGivesNothing(Dora dora) {
    AdaptedLayer layer = AdaptedLayer.LINEAR;
    DoraModule module = module(layer, dora);
    Program program = new Program("none");
    program.method("f", m -> m.returns("w", module.merged(m.input("w"), program::weight, 1)));

    try (Executable executable =
            Models.RUNTIME.load(
                program,
                name -> {
                  Shape shape = module.shapes().get(name);
                  return shape == null ? null : Models.RUNTIME.zeros(shape, DType.F32);
                });
        Tensor weight = Models.RUNTIME.zeros(layer.weight(), DType.F32);
        Outputs outputs = executable.run("f", Map.of("w", weight))) {
      assertThat(outputs.get("w").toFloats()).containsOnly(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"inputs, 1, 1280, 1, 320", "outputs, 320, 1, 320, 1"})
  void magnitudesHaveTheNamesAndShapesOfLycoris(
      String dora, long rows, long columns, long out, long in) throws IOException {
    Map<String, Object> settings = Map.of("dora", dora, "rank", 4, "convRank", 2);
    LoraNetwork full = network(FullSize.of(Family.SD1), settings);

    assertThat(full.shapes())
        .containsEntry(LINEAR + ".dora_scale", Shape.of(rows, columns))
        .containsEntry(LINEAR + ".lora_down.weight", Shape.of(4, 1280))
        .containsEntry(SPATIAL + ".dora_scale", Shape.of(out, in, 1, 1))
        .containsEntry(SPATIAL + ".lora_up.weight", Shape.of(320, 2, 1, 1))
        .hasSize(3 * full.names().size());
    LoraFile file = Changes.file(network(Models.sd1Shapes(), settings), 3, 0.4);
    Path path = folder.resolve("own.safetensors");
    file.write(path);
    LoraNetwork read = LoraFile.read(path).network();
    assertThat(read.modules()).containsExactlyInAnyOrderElementsOf(file.network().modules());
    assertThat(read.doras()).extracting(Dora::label).containsExactly(dora);
    read.requireFits(Models.sd1Shapes(), "It");
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "7, 1", "8, 1", "1, 6"})
  void refusesMagnitudesOfAnotherLayer(long rows, long columns) {
    LoraModule lora = LoraModule.beside("m", Shape.of(6, 8), new NetworkModule.Size(2, 2));

    assertThat(DoraModule.of(lora, Shape.of(rows, columns)).fits(Shape.of(6, 8))).isFalse();
    assertThat(DoraModule.of(lora, Shape.of(1, 8)).fits(Shape.of(6, 8))).isTrue();
    assertThat(DoraModule.of(lora, Shape.of(6, 1)).fits(Shape.of(6, 8))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"8", "6"})
  void refusesMagnitudesThatDoNotSayOfWhatTheyAre(long size) {
    Map<String, StoredTensor> tensors = new HashMap<>();
    tensors.put("m.lora_down.weight", StoredTensor.floats(Shape.of(2, 8), new float[16]));
    tensors.put("m.lora_up.weight", StoredTensor.floats(Shape.of(6, 2), new float[12]));
    tensors.put("m.dora_scale", StoredTensor.floats(Shape.of(size), new float[(int) size]));

    assertThatThrownBy(() -> new LoraFile(tensors, Map.of()).network())
        .isInstanceOf(LoraRefused.class)
        .hasMessageContaining("which do not fit together");
  }

  /** SD2's layers around transformers are linear, but get modules of convolutions. */
  @Test
  void magnitudesAreOfTheWeightAsTheBaseModelHasIt() {
    String around = "lora_unet_down_blocks_0_attentions_0_proj_in";
    Map<String, Object> settings = Map.of("dora", "inputs", "rank", 4);

    assertThat(network(FullSize.of(Family.SD2), Family.SD2, settings).shapes())
        .containsEntry(around + ".dora_scale", Shape.of(1, 320))
        .containsEntry(around + ".lora_down.weight", Shape.of(4, 320, 1, 1));
    assertThat(network(FullSize.of(Family.SD1), settings).shapes())
        .containsEntry(around + ".dora_scale", Shape.of(1, 320, 1, 1));
  }

  private static LoraNetwork network(Map<String, Shape> base, Map<String, Object> settings) {
    return network(base, Family.SD1, settings);
  }

  private static LoraNetwork network(
      Map<String, Shape> base, Family family, Map<String, Object> settings) {
    return LoraNetwork.create(
        base,
        family,
        BlockPlan.of(
            family, SettingsCatalogue.TRAINING.read(settings).network(), BlockSettings.DEFAULTS));
  }

  private static DoraModule module(AdaptedLayer layer, Dora dora) {
    LoraModule lora =
        LoraModule.beside(layer.module(), layer.weight(), new NetworkModule.Size(2, 3));
    return DoraModule.beside(lora, layer.weight(), dora);
  }

  private static LoraFile file(AdaptedLayer layer, Dora dora) {
    return Changes.file(new LoraNetwork(List.of(module(layer, dora))), 11, 0.6);
  }

  private static float[] change(AdaptedLayer layer, Map<String, StoredTensor> file) {
    return Changes.of(file, layer.module(), layer.weight(), layer.numbers());
  }

  private static float[] plainChange(AdaptedLayer layer, Map<String, StoredTensor> file) {
    return Changes.of(file, layer.module(), layer.weight());
  }

  private static float[] changeOfOne(AdaptedLayer layer, LoraFile file, String matrix, int place) {
    Map<String, StoredTensor> tensors = new HashMap<>(file.tensors());
    Shape shape = file.matrix(matrix).shape();
    float[] one = new float[(int) shape.elements()];
    one[place] = 1;
    tensors.put(matrix, StoredTensor.floats(shape, one));
    return plainChange(layer, tensors);
  }

  private static float[] magnitudes(AdaptedLayer layer, DoraModule module) {
    Program program = new Program("norms");
    program.method("f", m -> m.returns("n", module.magnitudes(m.input("w"))));
    try (Executable executable = Models.RUNTIME.load(program, name -> null);
        Tensor weight = Models.RUNTIME.floats(layer.weight(), layer.numbers());
        Outputs outputs = executable.run("f", Map.of("w", weight))) {
      return outputs.get("n").toFloats();
    }
  }

  private static double[] norms(Shape layer, Dora dora, double[] weight) {
    boolean ofOutputs = dora == Dora.OUTPUTS;
    double[] norms = new double[(int) layer.size(ofOutputs ? 0 : 1)];
    for (int i = 0; i < weight.length; i++) {
      norms[Changes.feature(layer, ofOutputs, i)] += weight[i] * weight[i];
    }
    return Arrays.stream(norms).map(Math::sqrt).toArray();
  }

  private static double[] sum(float[] a, float[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (double) a[i] + b[i];
    }
    return sum;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static float product(double[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return (float) sum;
  }
}
