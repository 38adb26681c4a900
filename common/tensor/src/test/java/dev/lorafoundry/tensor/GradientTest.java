package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients against finite differences. */
final class GradientTest {
  private static final double STEP = 1e-2;
  private static final double TOLERANCE = 5e-3;
  private static final TensorRuntime runtime = TestDevice.open();
  private static final float[] START = {-1.2f, -0.6f, 0.35f, 0.7f, 1.3f, 2.1f, 0.5f, -0.9f};

  @AfterAll
  static void close() {
    runtime.close();
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        of("square", Value::square),
        of("silu", Value::silu),
        of("gelu", Value::gelu),
        of("quick gelu", Value::quickGelu),
        of("sigmoid", Value::sigmoid),
        of("exp", Value::exp),
        of("softmax", x -> Kernels.softmax(x.reshape(2, 4), 1).square()),
        of("matmul", x -> x.reshape(2, 4).matmul(x.reshape(4, 2))),
        of("linear", x -> Kernels.linear(x.reshape(2, 4), x.reshape(2, 4), null)),
        of("added product", GradientTest::addedProduct),
        of(
            "convolution",
            x -> Kernels.conv2d(x.reshape(1, 2, 2, 2), x.reshape(2, 2, 2, 1), null, 1, 1)),
        of("attention", x -> attention(x.reshape(1, 1, 4, 2))),
        of("causal", x -> Kernels.causalAttention(x.reshape(1, 1, 4, 2), two(x), two(x)).square()),
        of("concat", x -> x.concat(0, x.mul(3)).square()),
        of("upsampling", x -> Kernels.upsampleNearest2x(x.reshape(1, 2, 2, 2)).square()),
        of(
            "looking up",
            x -> Kernels.embedding(x.reshape(4, 2), x.reshape(4, 2).argmax(0)).square()),
        of("gathering", GradientTest::gathered),
        of("norm", Value::norm),
        of("norm of a dimension", x -> Kernels.norms(x.reshape(2, 4), 1).square()),
        of("quotient", x -> x.div(x.square().add(1))),
        of("reciprocal", x -> x.square().add(1).reciprocal()),
        of("root", x -> x.square().add(1).sqrt()),
        of("logarithm", x -> x.square().add(1).log()),
        of("power", x -> x.square().add(1).pow(1.5)),
        of("absolute value", Value::abs),
        of("clamping", x -> x.clamp(-1, 1).square()),
        of("maximum", x -> x.maximum(x.mul(-2)).square()),
        of("choice", x -> x.where(x.lessThan(0), x.mul(3)).square()),
        of("mean", x -> x.square().mean()),
        of("mean of a dimension", x -> x.reshape(2, 4).mean(true, 1).square()),
        of("sum of a dimension", x -> x.reshape(2, 4).sum(false, 0).square()),
        of("permutation", x -> x.reshape(2, 4).permute(1, 0).mul(x.reshape(4, 2))),
        of("transposition", x -> x.reshape(2, 4).transpose(0, 1).mul(x.reshape(4, 2))),
        of("slice", x -> x.slice(0, 1, 4).mul(x.slice(0, 4, 7))),
        of("selection", x -> x.reshape(2, 4).select(0, 1).mul(x.slice(0, 0, 4))),
        of("chunks", x -> x.chunk(2, 0).get(0).mul(x.chunk(2, 0).get(1))),
        of("expansion", x -> x.slice(0, 0, 1).expand(8).mul(x)),
        of("padding", x -> x.reshape(1, 1, 2, 4).pad(1, 2, 0, 1).square()),
        of("picking rows", x -> x.reshape(4, 2).indexSelect(0, x.reshape(4, 2).argmax(0)).square()),
        of("upsampling to a size", GradientTest::upsampledTo),
        of("group norm", GradientTest::groupNorm),
        of("layer norm", GradientTest::layerNorm));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void isThatOfFiniteDifferences(String name, UnaryOperator<Value> function) {
    Program program = new Program(name);
    Value p = program.parameter("p", Shape.of(START.length));
    program.method(
        "f",
        m -> {
          Values leaves = m.train();
          Value loss = function.apply(p).sum();
          m.returns("gradient", m.gradients(loss, leaves).get(0));
          m.returns("loss", loss.detach());
        });

    float[] gradient = run(program, START, "gradient");

    for (int i = 0; i < START.length; i++) {
      double above = run(program, moved(i, STEP), "loss")[0];
      double below = run(program, moved(i, -STEP), "loss")[0];
      double difference = (above - below) / (2 * STEP);
      assertThat((double) gradient[i])
          .as("derivative %d", i)
          .isCloseTo(difference, within(TOLERANCE * Math.max(1, Math.abs(difference))));
    }
  }

  @ParameterizedTest
  @EnumSource(Activations.class)
  void flowsThroughStages(Activations activations) {
    Program program = staged(activations);

    float[] gradients = run(program, new float[] {0.5f, -0.25f}, "gradients");

    // loss = Σ (σ(a x) · b + σ(a x))², with stages that share a result
    double a = 0.5;
    double b = -0.25;
    double da = 0;
    double db = 0;
    for (double x : new double[] {1, 2, 3}) {
      double sigmoid = 1 / (1 + Math.exp(-a * x));
      double y = sigmoid * (b + 1);
      da += 2 * y * (b + 1) * sigmoid * (1 - sigmoid) * x;
      db += 2 * y * sigmoid;
    }
    assertThat((double) gradients[0]).isCloseTo(da, within(1e-5));
    assertThat((double) gradients[1]).isCloseTo(db, within(1e-5));
    assertThat((double) gradients[2]).as("unused").isZero();
  }

  @ParameterizedTest
  @EnumSource(Activations.class)
  void stagesUseValuesOfTheMethodAroundThem(Activations activations) {
    Program program = new Program("around");
    Value a = program.parameter("a", Shape.of(1));
    program.method(
        "f",
        m -> {
          Values leaves = m.train(activations);
          Value x = m.input("x");
          Value shift = x.mul(2);
          Value y =
              program.stage(
                  List.of(x),
                  in -> in.get(0).mul(a).add(shift).mul(shift).reshape(shift.size(0), 1));
          m.returns("gradients", m.gradients(y.sum(), leaves).get(0));
        });

    // Σ (a x + 2x) 2x, by a: Σ 2x²
    assertThat(run(program, new float[] {0.5f}, "gradients")).containsExactly(2 * (1 + 4 + 9));
  }

  @Test
  void stagesRefuseValuesOfTheMethodAroundThemThatDependOnParameters() {
    assertThatThrownBy(
            () ->
                recomputing(
                    (program, m, p) -> {
                      Value hidden = p.mul(2);
                      program.stage(List.of(m.input("x")), in -> in.get(0).mul(hidden));
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("values live in one method");
  }

  @Test
  void stagesRefuseValuesWhoseGradientsWouldBeLost() {
    assertThatThrownBy(
            () ->
                recomputing(
                    (program, m, p) -> program.stage(List.of(p.mul(2)), in -> in.get(0).sigmoid())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("depends on parameters and is no result of a stage");
  }

  private interface Body {
    void write(Program program, MethodScope method, Value parameter);
  }

  /** Describes a method that trains one parameter and computes its activations twice. */
  private static void recomputing(Body body) {
    Program program = new Program("lost");
    Value p = program.parameter("p", Shape.of(1));
    program.method(
        "f",
        m -> {
          m.train(Activations.RECOMPUTED);
          body.write(program, m, p);
        });
  }

  @Test
  void errorInAStageNamesItsModule() {
    Program program = new Program("broken");
    Value p = program.parameter("p", Shape.of(2));
    program.method(
        "f",
        m -> {
          Values leaves = m.train(Activations.RECOMPUTED);
          Value y =
              program.stage(
                  List.of(m.input("x")),
                  in -> program.within("blocks.7", () -> in.get(0).matmul(p)));
          m.returns("g", m.gradients(y.sum(), leaves).get(0));
        });
    try (Tensor start = runtime.floats(Shape.of(2), 1, 2);
        Tensor x = runtime.floats(Shape.of(1, 3), 1, 2, 3);
        Executable executable = runtime.load(program, name -> start)) {
      assertThatThrownBy(() -> executable.run("f", Map.of("x", x)))
          .isInstanceOf(TensorProgramFailed.class)
          .hasMessageContaining("blocks.7");
    }
  }

  private static Program staged(Activations activations) {
    Program program = new Program("staged");
    Value a = program.parameter("a", Shape.of(1));
    Value b = program.parameter("b", Shape.of(1));
    program.parameter("unused", Shape.of(1));
    program.method(
        "f",
        m -> {
          Values leaves = m.train(activations);
          Value x = m.input("x");
          Value curve = program.stage(List.of(x), in -> in.get(0).mul(a).sigmoid());
          Value scaled = program.stage(List.of(curve), in -> in.get(0).mul(b));
          Value sum = program.stage(List.of(scaled, curve), in -> in.get(0).add(in.get(1)));
          Values gradients = m.gradients(sum.square().sum(), leaves);
          m.returns("gradients", gradients.stack().flatten(0, 1));
        });
    return program;
  }

  private static float[] run(Program program, float[] numbers, String output) {
    Map<String, Tensor> parameters = new HashMap<>();
    boolean several = program.parameters().size() > 1;
    int index = 0;
    for (String name : program.parameters().keySet()) {
      float[] own = several ? new float[] {index < numbers.length ? numbers[index] : 0} : numbers;
      parameters.put(name, runtime.floats(Shape.of(own.length), own));
      index++;
    }
    try (Executable executable = runtime.load(program, parameters::get);
        Tensor x = runtime.floats(Shape.of(3), 1, 2, 3);
        Outputs out = executable.run("f", Map.of("x", x))) {
      return out.get(output).toFloats();
    } finally {
      parameters.values().forEach(Tensor::close);
    }
  }

  private static float[] moved(int index, double by) {
    float[] numbers = START.clone();
    numbers[index] += (float) by;
    return numbers;
  }

  private static Value attention(Value x) {
    return Kernels.attention(x, x.mul(0.5), x.sigmoid()).square();
  }

  private static Value addedProduct(Value x) {
    Value wide = x.reshape(2, 4);
    Value high = x.reshape(4, 2);
    return wide.matmul(high).addProduct(wide, high).square();
  }

  private static Value gathered(Value x) {
    Value table = x.reshape(4, 2);
    return table.gather(1, table.argmax(1).unsqueeze(-1)).square();
  }

  private static Value upsampledTo(Value x) {
    Value large = x.reshape(1, 1, 2, 4).pad(0, 1, 0, 1); // (1, 1, 3, 5)
    return Kernels.upsampleNearestTo(x.reshape(1, 1, 4, 2), large).mul(large);
  }

  private static Value groupNorm(Value x) {
    Value normed =
        Kernels.groupNorm(x.reshape(1, 4, 2, 1), 2, x.slice(0, 0, 4), x.slice(0, 4, 8), 1e-1);
    return normed.square();
  }

  private static Value layerNorm(Value x) {
    return Kernels.layerNorm(x.reshape(1, 8), x, x, 1e-1).square();
  }

  private static Value two(Value x) {
    return x.reshape(1, 1, 4, 2);
  }

  private static Arguments of(String name, UnaryOperator<Value> function) {
    return Arguments.of(name, function);
  }
}
