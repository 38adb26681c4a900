package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator on lists of tensors against numbers that plain Java computes. */
final class ListOperatorTest {
  private static final TensorRuntime runtime = TestDevice.open();
  private static final float[][] XS = {{1, -4}, {9, 0.25f}};
  private static final float[][] YS = {{2, 3}, {-1, 0.5f}};

  @AfterAll
  static void close() {
    runtime.close();
  }

  static Stream<Arguments> operators() {
    return Stream.of(
        of("add", Values::add, (x, y) -> x + y),
        of("add a number", (xs, ys) -> xs.add(1.5), (x, y) -> x + 1.5),
        of("add a scalar", (xs, ys) -> xs.add(first(ys)), (x, y) -> x + 2),
        of("sub", Values::sub, (x, y) -> x - y),
        of("abs", (xs, ys) -> xs.abs(), (x, y) -> Math.abs(x)),
        of("reciprocal", (xs, ys) -> xs.reciprocal(), (x, y) -> 1 / x),
        of("at least", (xs, ys) -> xs.atLeast(0.5), (x, y) -> Math.max(x, 0.5)),
        of("times a number", (xs, ys) -> xs.mul(3), (x, y) -> 3 * x),
        of("times another", Values::mul, (x, y) -> x * y),
        of("times a scalar", (xs, ys) -> xs.mul(first(ys)), (x, y) -> 2 * x),
        of("div", Values::div, (x, y) -> x / y),
        of("sqrt", (xs, ys) -> xs.mul(xs).sqrt(), (x, y) -> Math.abs(x)),
        of("sign", (xs, ys) -> xs.sign(), (x, y) -> Math.signum(x)),
        of("lerp", (xs, ys) -> xs.lerp(ys, 0.25), (x, y) -> x + 0.25 * (y - x)),
        of("detached", (xs, ys) -> xs.detached(), (x, y) -> x),
        inPlace("add a number", (xs, ys) -> xs.addInPlace(1.5), (x, y) -> x + 1.5),
        inPlace("add another", (xs, ys) -> xs.addInPlace(ys, -2), (x, y) -> x - 2 * y),
        inPlace("sub", Values::subInPlace, (x, y) -> x - y),
        inPlace("times a number", (xs, ys) -> xs.mulInPlace(3), (x, y) -> 3 * x),
        inPlace("times another", (xs, ys) -> xs.mulInPlace(ys), (x, y) -> x * y),
        inPlace("times a scalar", (xs, ys) -> xs.mulInPlace(first(ys)), (x, y) -> 2 * x),
        inPlace("lerp", (xs, ys) -> xs.lerpInPlace(ys, 0.25), (x, y) -> x + 0.25 * (y - x)),
        inPlace("copy", Values::copyInPlace, (x, y) -> y),
        inPlace("sign", (xs, ys) -> xs.signInPlace(), (x, y) -> Math.signum(x)),
        inPlace("zero", (xs, ys) -> xs.zeroInPlace(), (x, y) -> 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operators")
  void computesEveryElement(
      String name, BinaryOperator<Values> operator, DoubleBinaryOperator expected) {
    double[] numbers =
        IntStream.range(0, 4)
            .mapToDouble(i -> expected.applyAsDouble(XS[i / 2][i % 2], YS[i / 2][i % 2]))
            .toArray();

    assertThat(run(operator)).containsExactly(numbers, within(1e-5));
  }

  @Test
  void givesTheNormOfEachElement() {
    assertThat(run((xs, ys) -> xs.norms()))
        .containsExactly(new double[] {Math.sqrt(17), Math.sqrt(81.0625)}, within(1e-5));
  }

  @Test
  void givesSumsAndMeansOfEachElement() {
    assertThat(run((xs, ys) -> xs.sums())).containsExactly(-3, 9.25);
    assertThat(run((xs, ys) -> xs.means())).containsExactly(-1.5, 4.625);
    assertThat(run((xs, ys) -> xs.means(-1))).containsExactly(-1.5, 4.625);
  }

  @Test
  void givesTheElementsOfAVector() {
    assertThat(run((xs, ys) -> ys.mul(xs.get(0).unbind(2)))).containsExactly(2, 3, 4, -2);
  }

  @Test
  void givesARangeOfElements() {
    assertThat(run((xs, ys) -> xs.range(1, 2))).containsExactly(9, 0.25);
    assertThat(run((xs, ys) -> xs.range(0, 2, 2))).containsExactly(1, -4);
  }

  @Test
  void refusesChangesOfARangeThatWouldBeLost() {
    BinaryOperator<Values> secondZero =
        (xs, ys) -> {
          xs.range(1, 2).zeroInPlace();
          return xs;
        };

    assertThatThrownBy(() -> run(secondZero))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("change the whole list");
  }

  private static double[] run(BinaryOperator<Values> operator) {
    Program program = new Program("lists");
    program.method(
        "f",
        m -> m.returns("y", operator.apply(m.inputs("xs", 2), m.inputs("ys", 2)).stack().add(0)));
    try (Executable executable = runtime.load(program, name -> null);
        Tensor x0 = runtime.floats(Shape.of(2), XS[0]);
        Tensor x1 = runtime.floats(Shape.of(2), XS[1]);
        Tensor y0 = runtime.floats(Shape.of(2), YS[0]);
        Tensor y1 = runtime.floats(Shape.of(2), YS[1]);
        Outputs out =
            executable.run("f", Map.of(), Map.of("xs", List.of(x0, x1), "ys", List.of(y0, y1)))) {
      return doubles(out.get("y").toFloats());
    }
  }

  private static double[] doubles(float[] floats) {
    return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
  }

  private static Value first(Values ys) {
    return ys.get(0).select(0, 0);
  }

  private static Arguments of(
      String name, BinaryOperator<Values> operator, DoubleBinaryOperator expected) {
    return Arguments.of(name, operator, expected);
  }

  private static Arguments inPlace(
      String name, BiConsumer<Values, Values> operator, DoubleBinaryOperator expected) {
    BinaryOperator<Values> changing =
        (xs, ys) -> {
          operator.accept(xs, ys);
          return xs;
        };
    return Arguments.of(name + " in place", changing, expected);
  }
}
