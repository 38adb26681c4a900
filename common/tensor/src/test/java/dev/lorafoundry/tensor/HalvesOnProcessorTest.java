package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Products in halves on a processor: rounded before and behind, and exact within. */
final class HalvesOnProcessorTest {
  private static final Shape SQUARE = Shape.of(1, 2, 24, 24);

  private static final Map<String, BinaryOperator<Value>> PRODUCTS =
      Map.of(
          "linear", (a, b) -> Kernels.linear(a, b.select(0, 0).select(0, 0), null),
          "conv2d", (a, b) -> Kernels.conv2d(a, b, null, 1, 1),
          "attention", (a, b) -> Kernels.attention(a, b, a),
          "causal attention", (a, b) -> Kernels.causalAttention(a, b, a),
          "matmul", Value::matmul,
          "addmm", (a, b) -> flat(a).addProduct(flat(b), flat(a)),
          "gelu", (a, b) -> a.computing().gelu());

  static Stream<Arguments> products() {
    return PRODUCTS.keySet().stream()
        .flatMap(name -> Stream.of(DType.BF16, DType.F16).map(type -> Arguments.of(name, type)));
  }

  @ParameterizedTest
  @MethodSource("products")
  void areThoseOfFp32Rounded(String name, DType type) {
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        Tensor a = rounded(runtime, type, 1);
        Tensor b = rounded(runtime, type, 2);
        Outputs halves = run(runtime, name, type, a, b);
        Outputs exact = run(runtime, name, DType.F32, a, b);
        Tensor expected = exact.get("product").to(type)) {
      assertThat(halves.get("product").dtype()).isEqualTo(type);
      assertThat(halves.get("product").toFloats()).isEqualTo(expected.toFloats());
      assertThat(halves.get("product").toFloats()).isNotEqualTo(exact.get("product").toFloats());
      assertThat(halves.get("gradient").toFloats()).doesNotContain(Float.NaN).hasSize(1152);
    }
  }

  /** Numbers that a half holds, in fp32. */
  private static Tensor rounded(TensorRuntime runtime, DType type, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[Math.toIntExact(SQUARE.elements())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    try (Tensor wide = runtime.floats(SQUARE, numbers);
        Tensor half = wide.to(type)) {
      return half.to(DType.F32);
    }
  }

  private static Outputs run(TensorRuntime runtime, String name, DType type, Tensor a, Tensor b) {
    Program program = new Program("products", type);
    Value parameter = program.parameter("a", SQUARE);
    program.method(
        "run",
        m -> {
          Values leaves = m.train();
          Value product = PRODUCTS.get(name).apply(parameter, m.input("b"));
          m.returns("product", product.detach());
          m.returns("gradient", m.gradients(product.to(DType.F32).mean(), leaves).get(0));
        });
    Executable executable = runtime.load(program, ignored -> a);
    return executable.run("run", Map.of("b", b));
  }

  private static Value flat(Value value) {
    return value.select(0, 0).select(0, 0); // (24, 24)
  }
}
