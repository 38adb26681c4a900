package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator against numbers that plain Java, or a hand, computes. */
final class OperatorTest {
  private static final double TOLERANCE = 1e-5;
  private static final TensorRuntime runtime = TestDevice.open();
  private static final float[] NUMBERS = {-2f, -0.7f, -0.1f, 0.3f, 1f, 2.5f};
  private static final float[] OTHERS = {0.5f, -1f, 2f, 3f, 0.25f, -4f};

  @AfterAll
  static void close() {
    runtime.close();
  }

  static Stream<Arguments> elementwise() {
    return Stream.of(
        of("add", x -> x.add(1.5), v -> v + 1.5),
        of("sub", x -> x.sub(1.5), v -> v - 1.5),
        of("mul", x -> x.mul(-3), v -> v * -3),
        of("div", x -> x.div(4), v -> v / 4),
        of("neg", Value::neg, v -> -v),
        of("abs", Value::abs, Math::abs),
        of("square", Value::square, v -> v * v),
        of("sqrt", x -> x.abs().sqrt(), v -> Math.sqrt(Math.abs(v))),
        of("reciprocal", Value::reciprocal, v -> 1 / v),
        of("exp", Value::exp, Math::exp),
        of("expm1", Value::expm1, Math::expm1),
        of("log", x -> x.abs().log(), v -> Math.log(Math.abs(v))),
        of("sigmoid", Value::sigmoid, OperatorTest::sigmoid),
        of("silu", Value::silu, v -> v * sigmoid(v)),
        of("quickGelu", Value::quickGelu, v -> v * sigmoid(1.702 * v)),
        of("gelu", Value::gelu, v -> v * normalShare(v)),
        of("pow", x -> x.pow(3), v -> v * v * v),
        of("clamp", x -> x.clamp(-0.5, 1.2), v -> Math.max(-0.5, Math.min(1.2, v))),
        of("detach", Value::detach, v -> v),
        of("where", x -> x.where(x.lessThan(0), x.mul(10)), v -> v < 0 ? v : v * 10));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("elementwise")
  void computesElementwise(
      String name, UnaryOperator<Value> operator, DoubleUnaryOperator expected) {
    double[] numbers = new double[NUMBERS.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = expected.applyAsDouble(NUMBERS[i]);
    }

    assertThat(doubles(run(operator, Shape.of(6), NUMBERS)))
        .containsExactly(numbers, within(TOLERANCE));
  }

  static Stream<Arguments> binary() {
    return Stream.of(
        ofTwo("add", Value::add, (a, b) -> a + b),
        ofTwo("sub", Value::sub, (a, b) -> a - b),
        ofTwo("mul", Value::mul, (a, b) -> a * b),
        ofTwo("div", Value::div, (a, b) -> a / b),
        ofTwo("minimum", Value::minimum, Math::min),
        ofTwo("maximum", Value::maximum, Math::max));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void computesPairs(String name, BinaryOperator<Value> operator, DoubleBinaryOperator expected) {
    Program program = new Program(name);
    program.method("f", m -> m.returns("y", operator.apply(m.input("a"), m.input("b"))));
    double[] numbers = new double[NUMBERS.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = expected.applyAsDouble(NUMBERS[i], OTHERS[i]);
    }
    try (Executable executable = runtime.load(program, it -> null);
        Tensor a = runtime.floats(Shape.of(6), NUMBERS);
        Tensor b = runtime.floats(Shape.of(6), OTHERS);
        Outputs out = executable.run("f", Map.of("a", a, "b", b))) {
      assertThat(doubles(out.get("y").toFloats())).containsExactly(numbers, within(TOLERANCE));
    }
  }

  static Stream<Arguments> shaping() {
    return Stream.of(
        shaped("transpose", x -> x.transpose(0, 1), 0, 3, 1, 4, 2, 5),
        shaped("permute", x -> x.permute(1, 0), 0, 3, 1, 4, 2, 5),
        shaped("reshape", x -> x.reshape(x.size(1), x.size(0)), 0, 1, 2, 3, 4, 5),
        shaped("flatten", x -> x.flatten(0, 1), 0, 1, 2, 3, 4, 5),
        shaped("slice", x -> x.slice(1, 1, 3), 1, 2, 4, 5),
        shaped("slice to a size", x -> x.slice(1, 0, x.size(0)), 0, 1, 3, 4),
        shaped("select", x -> x.select(0, -1), 3, 4, 5),
        shaped("chunk", x -> x.chunk(3, 1).get(1), 1, 4),
        shaped("concat", x -> x.concat(1, x.mul(2)), 0, 1, 2, 0, 2, 4, 3, 4, 5, 6, 8, 10),
        shaped("expand", x -> x.slice(0, 0, 1).expand(2, 3), 0, 1, 2, 0, 1, 2),
        shaped("sum", Value::sum, 15),
        shaped("sum of a dimension", x -> x.sum(false, 0), 3, 5, 7),
        shaped("mean", Value::mean, 2.5f),
        shaped("mean of a dimension", x -> x.mean(true, 1), 1, 4),
        shaped("norm", Value::norm, 7.4161987),
        shaped("norm of a dimension", x -> Kernels.norms(x, 0), 3, 4.1231056, 5.3851648),
        shaped("norm of another", x -> Kernels.norms(x, 1), 2.2360680, 7.0710678),
        shaped("argmax", x -> x.argmax(1).to(DType.F32), 2, 2),
        shaped("index select", x -> x.indexSelect(0, x.argmax(0)), 3, 4, 5, 3, 4, 5, 3, 4, 5),
        shaped("gather", x -> x.gather(1, x.argmax(1).unsqueeze(-1)), 2, 5),
        shaped("embedding", x -> Kernels.embedding(x, x.argmax(0)), 3, 4, 5, 3, 4, 5, 3, 4, 5),
        shaped("softmax", x -> Kernels.softmax(x.mul(0), 1).mul(3), 1, 1, 1, 1, 1, 1),
        shaped("matmul", x -> x.matmul(x.transpose(0, 1)), 5, 14, 14, 50),
        shaped("added product", OperatorTest::squarePlusSquare, 10, 28, 28, 100),
        shaped("is finite", x -> x.reciprocal().isFinite().to(DType.F32), 0, 1, 1, 1, 1, 1),
        shaped("greater than", x -> x.greaterThan(3).to(DType.F32), 0, 0, 0, 0, 1, 1),
        shaped("pad", x -> x.pad(1, 0, 0, 1), 0, 0, 1, 2, 0, 3, 4, 5, 0, 0, 0, 0),
        shaped("upsample to a size", OperatorTest::enlarged, 0, 0, 1, 2, 0, 0, 1, 2, 3, 3, 4, 5),
        shaped(
            "upsample",
            x -> Kernels.upsampleNearest2x(x.slice(1, 0, 2).reshape(1, 2, 1, 2)).flatten(0, -1),
            0,
            0,
            1,
            1,
            0,
            0,
            1,
            1,
            3,
            3,
            4,
            4,
            3,
            3,
            4,
            4));
  }

  /** Of the table (0 1 2 / 3 4 5). */
  @ParameterizedTest(name = "{0}")
  @MethodSource("shaping")
  void shapesReducesAndLooksUp(String name, UnaryOperator<Value> operator, double[] expected) {
    float[] found = run(operator, Shape.of(2, 3), 0, 1, 2, 3, 4, 5);

    assertThat(doubles(found)).containsExactly(expected, within(TOLERANCE));
  }

  @Test
  void convolvesByHand() {
    Program program = new Program("conv");
    Value weight = program.weight("w", Shape.of(1, 1, 3, 3));
    Value bias = program.weight("b", Shape.of(1));
    program.method(
        "f",
        m -> {
          Value x = m.input("x");
          m.returns("same", Kernels.conv2d(x, weight, bias, 1, 1));
          m.returns("halved", Kernels.conv2d(x, weight, null, 2, 1));
        });
    try (Tensor w = runtime.floats(Shape.of(1, 1, 3, 3), 0, 1, 0, 1, -4, 1, 0, 1, 0);
        Tensor b = runtime.floats(Shape.of(1), 10);
        Executable executable = runtime.load(program, Map.of("w", w, "b", b)::get);
        Tensor x = runtime.floats(Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
        Outputs out = executable.run("f", Map.of("x", x))) {
      assertThat(out.get("same").toFloats()).containsExactly(11, 7, 3, -1);
      assertThat(out.get("halved").toFloats()).containsExactly(1);
    }
  }

  @Test
  void normalisesByHand() {
    Program program = new Program("norms");
    Value scale = program.weight("scale", Shape.of(4));
    Value shift = program.weight("shift", Shape.of(4));
    program.method(
        "f",
        m -> {
          Value x = m.input("x"); // (1, 4)
          m.returns("layer", Kernels.layerNorm(x, scale, shift, 0));
          m.returns("group", Kernels.groupNorm(x.unsqueeze(-1).unsqueeze(-1), 2, scale, shift, 0));
        });
    try (Tensor a = runtime.floats(Shape.of(4), 1, 1, 2, 2);
        Tensor b = runtime.floats(Shape.of(4), 0, 0, 0, 1);
        Executable executable = runtime.load(program, Map.of("scale", a, "shift", b)::get);
        Tensor x = runtime.floats(Shape.of(1, 4), 1, 3, 5, 7);
        Outputs out = executable.run("f", Map.of("x", x))) {
      double unit = 1 / Math.sqrt(5);
      assertThat(doubles(out.get("layer").toFloats()))
          .containsExactly(
              new double[] {-3 * unit, -unit, 2 * unit, 6 * unit + 1}, within(TOLERANCE));
      assertThat(doubles(out.get("group").toFloats()))
          .containsExactly(new double[] {-1, 1, -2, 3}, within(TOLERANCE));
    }
  }

  @Test
  void attendsByHand() {
    Program program = new Program("attention");
    program.method(
        "f",
        m -> {
          Value x = m.input("x"); // (1, 1, 2, 1)
          m.returns("all", Kernels.attention(x, x, x));
          m.returns("causal", Kernels.causalAttention(x, x, x));
        });
    try (Executable executable = runtime.load(program, it -> null);
        Tensor x = runtime.floats(Shape.of(1, 1, 2, 1), 1, 2);
        Outputs out = executable.run("f", Map.of("x", x))) {
      double first = (Math.exp(1) + 2 * Math.exp(2)) / (Math.exp(1) + Math.exp(2));
      double second = (Math.exp(2) + 2 * Math.exp(4)) / (Math.exp(2) + Math.exp(4));
      assertThat(doubles(out.get("all").toFloats()))
          .containsExactly(new double[] {first, second}, within(TOLERANCE));
      assertThat(doubles(out.get("causal").toFloats()))
          .containsExactly(new double[] {1, second}, within(TOLERANCE));
    }
  }

  @Test
  void knowsBf16() {
    try (Tensor wide = runtime.floats(Shape.of(3), 1, -2.5f, 1.001f);
        Tensor half = wide.to(DType.BF16);
        Tensor again = runtime.bytes(half.shape(), DType.BF16, half.toBytes());
        Tensor zeros = runtime.zeros(Shape.of(2), DType.BF16)) {
      assertThat(half.dtype()).isEqualTo(DType.BF16);
      assertThat(half.toFloats()).containsExactly(1, -2.5f, 1);
      assertThat(again.toFloats()).containsExactly(1, -2.5f, 1);
      assertThat(zeros.toFloats()).containsExactly(0, 0);
    }
  }

  @Test
  void changesOnlyWhereTheConditionHolds() {
    Program program = new Program("guard");
    Value count = program.counter("count");
    program.method(
        "f",
        m -> {
          Value x = m.input("x");
          m.when(x.isFinite(), () -> count.addInPlace(1));
          m.returns("count", count.add(0));
        });
    try (Executable executable = runtime.load(program, it -> null);
        Tensor good = runtime.scalar(1);
        Tensor bad = runtime.scalar(Double.NaN)) {
      executable.run("f", Map.of("x", good)).close();
      executable.run("f", Map.of("x", bad)).close();
      try (Outputs out = executable.run("f", Map.of("x", good))) {
        assertThat(out.item("count")).isEqualTo(2);
      }
    }
  }

  @Test
  void changesSingleNumbersInPlace() {
    Program program = new Program("limits");
    Value count = program.counter("count");
    program.method(
        "f",
        m -> {
          count.clampInPlace(0.5, 3);
          m.returns("first", count.add(0));
          count.copyInPlace(m.input("x"));
          m.returns("second", count.add(0));
        });
    try (Executable executable = runtime.load(program, it -> null);
        Tensor x = runtime.scalar(7)) {
      try (Outputs out = executable.run("f", Map.of("x", x))) {
        assertThat(out.item("first")).isEqualTo(0.5f);
        assertThat(out.item("second")).isEqualTo(7);
      }
      try (Outputs out = executable.run("f", Map.of("x", x))) {
        assertThat(out.item("first")).isEqualTo(3);
      }
    }
  }

  private static float[] run(UnaryOperator<Value> operator, Shape shape, float... numbers) {
    Program program = new Program("operator");
    program.method("f", m -> m.returns("y", operator.apply(m.input("x"))));
    try (Executable executable = runtime.load(program, it -> null);
        Tensor x = runtime.floats(shape, numbers);
        Outputs out = executable.run("f", Map.of("x", x))) {
      return out.get("y").toFloats();
    }
  }

  private static Arguments of(
      String name, UnaryOperator<Value> operator, DoubleUnaryOperator expected) {
    return Arguments.of(name, operator, expected);
  }

  private static Arguments ofTwo(
      String name, BinaryOperator<Value> operator, DoubleBinaryOperator expected) {
    return Arguments.of(name, operator, expected);
  }

  private static Value enlarged(Value x) {
    Value map = x.reshape(1, 1, 2, 3);
    return Kernels.upsampleNearestTo(map, map.pad(0, 1, 0, 1)); // to (1, 1, 3, 4)
  }

  private static Value squarePlusSquare(Value x) {
    Value transposed = x.transpose(0, 1);
    return x.matmul(transposed).addProduct(x, transposed);
  }

  private static Arguments shaped(String name, UnaryOperator<Value> operator, double... expected) {
    return Arguments.of(name, operator, expected);
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  /** Share of a normal distribution below v, by integration. */
  private static double normalShare(double v) {
    int steps = 20_000;
    double width = (v + 10) / steps;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double x = -10 + (i + 0.5) * width;
      sum += Math.exp(-x * x / 2) * width;
    }
    return sum / Math.sqrt(2 * Math.PI);
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }
}
