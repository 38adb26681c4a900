package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class ProgramTest {
  private static final TensorRuntime runtime = TestDevice.open();

  @AfterAll
  static void close() {
    runtime.close();
  }

  @Test
  void isDescribedByAllThatItsResultsDependOn() {
    String description = described("w", Shape.of(2), DType.F32, 2);

    assertThat(described("w", Shape.of(2), DType.F32, 2)).isEqualTo(description);
    assertThat(
            List.of(
                described("v", Shape.of(2), DType.F32, 2),
                described("w", Shape.of(3), DType.F32, 2),
                described("w", Shape.of(2), DType.BF16, 2),
                described("w", Shape.of(2), DType.F32, 3)))
        .doesNotHaveDuplicates()
        .doesNotContain(description);
  }

  private static String described(String weight, Shape shape, DType type, double factor) {
    Program program = new Program("some", type);
    Value w = program.weight(weight, shape);
    program.method("f", m -> m.returns("y", m.input("x").mul(w).mul(factor)));
    return program.description();
  }

  @Test
  void passesByParametersAndTheirStates() {
    Program program = new Program("passing by");
    program.parameter("a", Shape.of(2));
    program.parameter("b", Shape.of(2));
    Value steps = program.counter("steps");
    Value ofEach = program.counters("of_each");
    Value all = program.counter("all");
    program.state("untouched");
    program.method(
        "f",
        m ->
            m.passingBy(
                m.input("passedBy"),
                () -> {
                  steps.addInPlace(1);
                  ofEach.addInPlace(1);
                  program.state("sum").addInPlace(program.parameterList(), 1);
                  program.stateFromParameters("start").mulInPlace(2);
                  program.stateFromParameters("start").range(0, 2).addInPlace(1);
                  Value each = program.parameterList().abs().sums().stack(); // (parameters)
                  all.copyInPlace(program.ofChanged(each).sum());
                  program.parameterList().mulInPlace(1.1);
                }));
    try (Tensor a = runtime.floats(Shape.of(2), 0.3f, -7f);
        Tensor b = runtime.floats(Shape.of(2), 0.3f, -7f);
        Tensor second = runtime.floats(Shape.of(2), 0, 1);
        Executable executable = runtime.load(program, name -> name.equals("a") ? a : b)) {
      executable.run("f", Map.of("passedBy", second)).close();
      executable.run("f", Map.of("passedBy", second)).close();

      Map<String, Tensor> parameters = executable.parameters();
      Map<String, Tensor> states = executable.states();
      assertThat(parameters.get("a").toFloats())
          .containsExactly(0.3f * 1.1f * 1.1f, -7f * 1.1f * 1.1f);
      assertThat(parameters.get("b").toFloats()).containsExactly(0.3f, -7f);
      assertThat(states.get("sum.a").toFloats())
          .containsExactly(0.3f + 0.3f * 1.1f, -7f - 7f * 1.1f);
      assertThat(states.get("sum.b").toFloats()).containsExactly(0, 0);
      assertThat(states.get("start.a").toFloats())
          .containsExactly((0.3f * 2 + 1) * 2 + 1, (-7f * 2 + 1) * 2 + 1);
      assertThat(states.get("start.b").toFloats()).containsExactly(0.3f, -7f);
      assertThat(states.get("all").item()).isEqualTo(0.3f * 1.1f + 7f * 1.1f);
      assertThat(executable.code()).contains("self.s_sum[").doesNotContain("self.s_untouched[");
      assertThat(states.get("steps").item()).isEqualTo(2);
      assertThat(states.get("of_each").toFloats()).containsExactly(2, 0);
    }
  }

  @Test
  void computesWithAStateInPlaceOfTheParameters() {
    Program program = new Program("average");
    Value a = program.parameter("a", Shape.of(1));
    Values half = program.state("half");
    program.method("keep", m -> half.addInPlace(program.parameterList(), 0.5));
    program.method("usual", m -> m.returns("y", m.input("x").mul(a)));
    program.method(
        "other",
        m -> {
          m.computeWith(half);
          m.returns("y", m.input("x").mul(a));
        });
    try (Tensor start = runtime.floats(Shape.of(1), 6);
        Tensor x = runtime.floats(Shape.of(1), 10);
        Executable executable = runtime.load(program, name -> start)) {
      executable.run("keep", Map.of()).close();
      try (Outputs usual = executable.run("usual", Map.of("x", x));
          Outputs other = executable.run("other", Map.of("x", x))) {
        assertThat(usual.item("y")).isEqualTo(60);
        assertThat(other.item("y")).isEqualTo(30);
      }
    }
  }

  @Test
  void passesByNoneAndAll() {
    Program program = new Program("passing by");
    program.parameter("a", Shape.of(1));
    program.method(
        "f", m -> m.passingBy(m.input("passedBy"), () -> program.parameterList().addInPlace(1)));
    try (Tensor a = runtime.floats(Shape.of(1), 5);
        Tensor none = runtime.floats(Shape.of(1), 0);
        Tensor all = runtime.floats(Shape.of(1), 1);
        Executable executable = runtime.load(program, name -> a)) {
      executable.run("f", Map.of("passedBy", all)).close();
      assertThat(executable.parameters().get("a").item()).isEqualTo(5);
      executable.run("f", Map.of("passedBy", none)).close();
      assertThat(executable.parameters().get("a").item()).isEqualTo(6);
    }
  }

  @Test
  void statesStartAsCopiesOfTheParametersWheneverTheseAreGivenAnew() {
    Program program = new Program("copies");
    program.parameter("a", Shape.of(2));
    program.method(
        "f",
        m -> {
          program.stateFromParameters("start").addInPlace(1);
          program.parameterList().addInPlace(10);
        });
    program.method("zero", m -> program.state("usual").zeroInPlace());

    assertThat(program.statesFromParameters()).containsExactly("start");
    assertThatThrownBy(() -> program.stateFromParameters("usual"))
        .hasMessageContaining("state usual of program copies starts at 0 already");
    try (WarmPrograms warm = new WarmPrograms(runtime, name -> null);
        Tensor first = runtime.floats(Shape.of(2), 3, -4);
        Tensor second = runtime.floats(Shape.of(2), 5, 0)) {
      Executable executable = warm.load(program, name -> first);
      executable.run("f", Map.of()).close();
      assertThat(executable.states().get("start.a").toFloats()).containsExactly(4, -3);

      assertThat(warm.load(program, name -> second)).isSameAs(executable);
      assertThat(executable.states().get("start.a").toFloats()).containsExactly(5, 0);
    }
  }

  @Test
  void runsMethodWithWeightsOfAnyBatch() {
    Program program = new Program("affine");
    Value weight = program.weight("w", Shape.of(2, 3));
    Value bias = program.weight("b", Shape.of(2));
    program.method("forward", m -> m.returns("y", Kernels.linear(m.input("x"), weight, bias)));

    try (Tensor w = runtime.floats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        Tensor b = runtime.floats(Shape.of(2), 10, 20);
        Executable affine = runtime.load(program, Map.of("w", w, "b", b)::get);
        Tensor one = runtime.floats(Shape.of(1, 3), 1, 0, 0);
        Tensor two = runtime.floats(Shape.of(2, 3), 0, 1, 0, 0, 0, 1);
        Outputs first = affine.run("forward", Map.of("x", one));
        Outputs second = affine.run("forward", Map.of("x", two))) {
      assertThat(first.get("y").toFloats()).containsExactly(11, 24);
      assertThat(second.get("y").toFloats()).containsExactly(12, 25, 13, 26);
      assertThat(second.get("y").shape()).isEqualTo(Shape.of(2, 2));
    }
  }

  @Test
  void learnsByAdamWLikeTheFormulaSays() {
    Program program = training();
    double p = 1;
    double m = 0;
    double v = 0;
    try (Tensor start = runtime.floats(Shape.of(1), 1f);
        Tensor rate = runtime.scalar(0.1);
        Executable training = runtime.load(program, Map.of("p", start)::get)) {
      for (int step = 1; step <= 5; step++) {
        try (Outputs out = training.run("step", Map.of("rate", rate))) {
          assertThat((double) out.item("loss")).isCloseTo((p - 3) * (p - 3), within(1e-5));
        }
        double g = 2 * (p - 3);
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        p -= 0.1 * 0.01 * p;
        p -=
            0.1
                * m
                / (1 - Math.pow(0.9, step))
                / (Math.sqrt(v / (1 - Math.pow(0.999, step))) + 1e-8);
      }
      assertThat((double) training.parameters().get("p").item()).isCloseTo(p, within(1e-5));
    }
  }

  @Test
  void goesOnBitForBitFromSavedParametersAndStates() {
    try (Tensor start = runtime.floats(Shape.of(1), 1f);
        Tensor rate = runtime.scalar(0.1);
        Executable one = runtime.load(training(), Map.of("p", start)::get);
        Executable other = runtime.load(training(), Map.of("p", start)::get)) {
      one.run("step", Map.of("rate", rate)).close();
      other.setParameters(one.parameters()::get);
      other.setStates(one.states()::get);
      for (int i = 0; i < 3; i++) {
        one.run("step", Map.of("rate", rate)).close();
        other.run("step", Map.of("rate", rate)).close();
      }

      assertThat(other.parameters().get("p").toFloats())
          .isEqualTo(one.parameters().get("p").toFloats());
    }
  }

  @Test
  void refusedValuesChangeNothing() {
    try (Tensor start = runtime.floats(Shape.of(1), 1f);
        Tensor rate = runtime.scalar(0.1);
        Executable one = runtime.load(training(), Map.of("p", start)::get);
        Executable two = runtime.load(training(), Map.of("p", start)::get)) {
      one.run("step", Map.of("rate", rate)).close();
      two.run("step", Map.of("rate", rate)).close();

      assertThatThrownBy(() -> two.setStates(name -> null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("needs a tensor 'first.p'");
      assertThatThrownBy(() -> two.setParameters(name -> null))
          .hasMessageContaining("needs a tensor 'p'");

      one.run("step", Map.of("rate", rate)).close();
      two.run("step", Map.of("rate", rate)).close();
      assertThat(two.parameters().get("p").toFloats())
          .isEqualTo(one.parameters().get("p").toFloats());
    }
  }

  @Test
  void gradientIsZeroWhereTheLossDoesNotDepend() {
    Program program = new Program("unused");
    Value used = program.parameter("used", Shape.of(2));
    program.parameter("unused", Shape.of(3));
    program.method(
        "gradients",
        m -> {
          Values leaves = m.train();
          Values gradients = m.gradients(leaves.get(0).square().sum(), leaves);
          m.returns("used", gradients.get(0));
          m.returns("unused", gradients.get(1));
        });
    assertThat(used.shape()).isEqualTo(Shape.of(2));

    try (Tensor a = runtime.floats(Shape.of(2), 3, 4);
        Tensor b = runtime.floats(Shape.of(3), 1, 1, 1);
        Executable unused = runtime.load(program, Map.of("used", a, "unused", b)::get);
        Outputs out = unused.run("gradients", Map.of())) {
      assertThat(out.get("used").toFloats()).containsExactly(6, 8);
      assertThat(out.get("unused").toFloats()).containsExactly(0, 0, 0);
    }
  }

  @Test
  void exposesNamedValues() {
    Program program = new Program("named");
    program.method(
        "forward",
        m -> {
          m.returns("y", m.input("x").mul(2).named("doubled").add(1));
          m.expose("doubled");
          assertThatThrownBy(() -> m.expose("tripled"))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("tripled")
              .hasMessageContaining("[doubled]");
        });

    try (Tensor x = runtime.floats(Shape.of(1), 5);
        Executable named = runtime.load(program, name -> null);
        Outputs out = named.run("forward", Map.of("x", x))) {
      assertThat(out.item("y")).isEqualTo(11);
      assertThat(out.item("doubled")).isEqualTo(10);
    }
  }

  @Test
  void errorNamesTheJavaLineAndTheModule() {
    Program program = new Program("broken");
    program.method(
        "forward",
        m -> {
          Value x = m.input("x").mul(2);
          Value y = program.within("blocks.3", () -> x.matmul(x));
          m.returns("y", y);
        });

    try (Tensor x = runtime.floats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        Executable broken = runtime.load(program, name -> null)) {
      assertThatThrownBy(() -> broken.run("forward", Map.of("x", x)))
          .isInstanceOf(TensorProgramFailed.class)
          .hasMessageContaining("method forward of program broken")
          .hasMessageContaining("blocks.3 at ")
          .hasMessageContaining("ProgramTest.java:")
          .hasMessageContaining("mat1 and mat2 shapes cannot be multiplied");
    }
  }

  @Test
  void errorOfAJoinNamesTheJavaLineToo() {
    Program program = new Program("broken");
    program.method("forward", m -> m.returns("y", m.input("x").concat(0, m.input("z"))));

    try (Tensor x = runtime.floats(Shape.of(1, 2), 1, 2);
        Tensor z = runtime.floats(Shape.of(1, 3), 1, 2, 3);
        Executable broken = runtime.load(program, name -> null)) {
      assertThatThrownBy(() -> broken.run("forward", Map.of("x", x, "z", z)))
          .isInstanceOf(TensorProgramFailed.class)
          .hasMessageContaining("ProgramTest.java:");
    }
  }

  @Test
  void missingOrMisshapenTensorIsNamed() {
    Program program = new Program("strict");
    Value weight = program.weight("layer.weight", Shape.of(2));
    program.method("forward", m -> m.returns("y", m.input("x").mul(weight)));

    assertThatThrownBy(() -> runtime.load(program, name -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a tensor 'layer.weight' of shape [2]");
    try (Tensor wrong = runtime.floats(Shape.of(3), 1, 2, 3)) {
      assertThatThrownBy(() -> runtime.load(program, name -> wrong))
          .hasMessageContaining("'layer.weight' has shape [3]");
    }
    try (Tensor right = runtime.floats(Shape.of(2), 1, 2);
        Executable strict = runtime.load(program, name -> right)) {
      assertThatThrownBy(() -> strict.run("forward", Map.of()))
          .hasMessageContaining("input 'x' is missing");
      assertThatThrownBy(() -> strict.run("backward", Map.of()))
          .hasMessageContaining("no method 'backward'");
    }
  }

  @Test
  void valuesStayInTheirMethod() {
    Program program = new Program("scopes");
    Value[] escaped = new Value[1];
    program.method("first", m -> escaped[0] = m.input("x").mul(2));

    assertThatThrownBy(() -> program.method("second", m -> escaped[0].add(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a value of method first is used in method second");
  }

  @Test
  void takesListsOfTensors() {
    Program program = new Program("lists");
    program.method("stack", m -> m.returns("all", m.inputs("xs", 2).mul(2).stack()));

    try (Tensor a = runtime.floats(Shape.of(1), 1);
        Tensor b = runtime.floats(Shape.of(1), 2);
        Executable lists = runtime.load(program, name -> null);
        Outputs out = lists.run("stack", Map.of(), Map.of("xs", List.of(a, b)))) {
      assertThat(out.get("all").toFloats()).containsExactly(2, 4);
    }
  }

  /** Drives p towards 3 by AdamW. */
  private static Program training() {
    Program program = new Program("training");
    program.parameter("p", Shape.of(1));
    Values first = program.state("first");
    Values second = program.state("second");
    Value steps = program.counter("steps");
    program.method(
        "step",
        m -> {
          Value rate = m.input("rate");
          Values leaves = m.train();
          Value loss = leaves.get(0).sub(3).square().sum();
          Values gradients = m.gradients(loss, leaves);
          steps.addInPlace(1);
          program
              .parameterList()
              .fusedAdamW(
                  gradients,
                  first,
                  second,
                  steps.expand(1).unbind(1),
                  rate,
                  new Values.AdamWNumbers(0.9, 0.999, 0.01, 1e-8));
          m.returns("loss", loss.detach());
        });
    return program;
  }
}
