package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Modules of all kinds beside single layers, against what they add to these by hand. */
final class LycorisModulesTest {
  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> modules() {
    return Arrays.stream(AdaptedLayer.values())
        .flatMap(
            layer ->
                Stream.of("LoRA", "LoHa", "LoKr", "LoKr of two")
                    .map(kind -> Arguments.of(layer, kind)));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void layersGiveWhatTheirChangedWeightsGive(AdaptedLayer layer, String kind) {
    LoraFile file = file(layer, kind);

    float[] change = Changes.of(file.tensors(), layer.module(), layer.weight());

    float[] without = layer.plus(new float[change.length]).output();
    float[] expected = layer.plus(change).output();
    assertThat(Numbers.relativeError(without, expected)).isGreaterThan(0.01);
    assertThat(Numbers.relativeError(layer.with(file).output(), expected)).isLessThan(TOLERANCE);
  }

  /** A change depends on each matrix linearly: its derivative is the change with ones there. */
  @ParameterizedTest
  @MethodSource("modules")
  void gradientsAreThoseOfTheChangedWeightByTheChainRule(AdaptedLayer layer, String kind) {
    LoraFile file = file(layer, kind);
    float[] change = Changes.of(file.tensors(), layer.module(), layer.weight());
    float[] ofWeight = layer.plus(change).gradients().get(layer.weightName());

    Map<String, float[]> gradients = layer.with(file).gradients();

    assertThat(gradients.keySet()).isEqualTo(file.network().shapes().keySet());
    gradients.forEach(
        (matrix, gradient) -> {
          float[] expected = new float[gradient.length];
          for (int i = 0; i < expected.length; i++) {
            expected[i] = product(ofWeight, changeOfOne(layer, file, matrix, i));
          }
          assertThat(Numbers.relativeError(gradient, expected)).as(matrix).isLessThan(TOLERANCE);
        });
  }

  @ParameterizedTest
  @MethodSource("modules")
  void normsAreThoseOfTheChange(AdaptedLayer layer, String kind) {
    LoraFile file = file(layer, kind);
    float[] change = Changes.of(file.tensors(), layer.module(), layer.weight());
    NetworkModule module = file.network().modules().get(0);
    Program program = new Program("norm");
    program.method(
        "f",
        m -> {
          m.returns("square", module.squaredNorm(program::weight));
          m.returns("change", module.change(program::weight));
        });

    try (Executable executable =
            Models.RUNTIME.load(program, name -> Models.tensor(file.matrix(name)));
        Outputs outputs = executable.run("f", Map.of())) {
      double norm = Numbers.norm(change);
      assertThat(outputs.get("square").toFloats()[0])
          .isCloseTo((float) (norm * norm), withinPercentage(0.01));
      Numbers.assertClose(outputs.get("change").toFloats(), change, TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void productsAreTheChangeToo(AdaptedLayer layer, String kind) {
    LoraFile file = file(layer, kind);
    float[] change = Changes.of(file.tensors(), layer.module(), layer.weight());
    NetworkModule module = file.network().modules().get(0);
    Program program = new Program("product");
    program.method(
        "f",
        m -> {
          Product product = module.product(program::weight).times(module.scale());
          m.returns("left", product.left());
          m.returns("change", product.left().matmul(product.right()));
        });

    try (Executable executable =
            Models.RUNTIME.load(program, name -> Models.tensor(file.matrix(name)));
        Outputs outputs = executable.run("f", Map.of())) {
      Numbers.assertClose(outputs.get("change").toFloats(), change, TOLERANCE);
      assertThat(outputs.get("left").shape().size(1)).isEqualTo(module.innerSide());
    }
    assertThat(module.layer().elements()).isEqualTo(layer.weight().elements());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void modulesChangeNothingAtTheStart(AdaptedLayer layer, String kind) {
    NetworkModule module = file(layer, kind).network().modules().get(0);
    Map<String, StoredTensor> start = new HashMap<>(start(module));

    start.put(module.alphaName(), StoredTensor.floats(Shape.of(), (float) module.alpha()));

    assertThat(Numbers.norm(Changes.of(start, layer.module(), layer.weight()))).isZero();
    assertThat(start.values().stream().filter(it -> Numbers.norm(it.toFloats()) == 0)).hasSize(1);
  }

  @Test
  void startsWithTheNumbersOfLycoris() {
    Shape layer = Shape.of(64, 400);
    Map<String, StoredTensor> loha = start(LohaModule.beside("m", layer, size(16, 1)));
    Map<String, StoredTensor> lokr = start(LokrModule.beside("m", layer, size(4, 1), -1));

    assertThat(deviation(loha.get("m.hada_w1_a"))).isCloseTo(0.1, within(0.01));
    assertThat(deviation(loha.get("m.hada_w1_b"))).isCloseTo(1, within(0.05));
    assertThat(deviation(loha.get("m.hada_w2_b"))).isCloseTo(1, within(0.05));
    assertThat(loha.get("m.hada_w2_b").toFloats()).isNotEqualTo(loha.get("m.hada_w1_b").toFloats());
    assertThat(deviation(lokr.get("m.lokr_w1"))).isCloseTo(1 / Math.sqrt(20 * 3), within(0.03));
    assertThat(deviation(lokr.get("m.lokr_w2_a"))).isCloseTo(1 / Math.sqrt(4 * 3), within(0.06));
  }

  @ParameterizedTest
  @CsvSource({
    // LyCORIS' table of factorization
    "127, -1, 1, 127",
    "128, -1, 8, 16",
    "250, -1, 10, 25",
    "512, -1, 16, 32",
    "1024, -1, 32, 32",
    "320, -1, 16, 20",
    "1280, -1, 32, 40",
    "128, 2, 2, 64",
    "250, 4, 2, 125",
    "250, 8, 5, 50",
    "1024, 16, 16, 64",
    "128, 32, 4, 32",
    "127, 16, 1, 127",
    "6, 1, 1, 6"
  })
  void dividesSidesAsLycoris(long features, int factor, long smaller, long larger) {
    assertThat(Factors.of(features, factor)).isEqualTo(new Factors(smaller, larger));
  }

  @Test
  void takesAWholeMatrixWhereTheRankIsHalfOfItsLongerSide() {
    Shape layer = Shape.of(64, 400, 3, 3);

    assertThat(LokrModule.beside("m", layer, size(9, 3), -1).shapes())
        .isEqualTo(
            Map.of(
                "m.lokr_w1",
                Shape.of(8, 20),
                "m.lokr_w2_a",
                Shape.of(8, 9),
                "m.lokr_w2_b",
                Shape.of(9, 180)));
    assertThat(LokrModule.beside("m", layer, size(10, 3), -1))
        .isEqualTo(new LokrModule("m", Shape.of(8, 20), Shape.of(8, 20, 3, 3), null, 10));
  }

  private static LoraFile file(AdaptedLayer layer, String kind) {
    String name = layer.module();
    Shape weight = layer.weight();
    NetworkModule module =
        switch (kind) {
          case "LoRA" -> LoraModule.beside(name, weight, size(2, 3));
          case "LoHa" -> LohaModule.beside(name, weight, size(2, 3));
          case "LoKr" -> LokrModule.beside(name, weight, size(2, 3), -1);
          case "LoKr of two" -> LokrModule.beside(name, weight, size(1, 3), 2);
          default -> throw new IllegalArgumentException(kind);
        };
    return Changes.file(new LoraNetwork(List.of(module)), 11, 1);
  }

  private static NetworkModule.Size size(int rank, double alpha) {
    return new NetworkModule.Size(rank, alpha);
  }

  private static Map<String, StoredTensor> start(NetworkModule module) {
    return module.start(Draws.of(1, 2, Purpose.INITIALISATION));
  }

  private static float[] changeOfOne(AdaptedLayer layer, LoraFile file, String matrix, int place) {
    Map<String, StoredTensor> tensors = new HashMap<>(file.tensors());
    Shape shape = file.matrix(matrix).shape();
    float[] one = new float[(int) shape.elements()];
    one[place] = 1;
    tensors.put(matrix, StoredTensor.floats(shape, one));
    return Changes.of(tensors, layer.module(), layer.weight());
  }

  private static float product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return (float) sum;
  }

  private static double deviation(StoredTensor tensor) {
    float[] numbers = tensor.toFloats();
    return Numbers.norm(numbers) / Math.sqrt(numbers.length);
  }
}
