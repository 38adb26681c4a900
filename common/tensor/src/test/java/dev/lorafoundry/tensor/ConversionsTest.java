package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Conversions between number formats: no more than are needed, and none that is old. */
final class ConversionsTest {
  private static final TensorRuntime runtime = TensorRuntime.cpu(1);
  private static final Shape ONE = Shape.of(1);

  private final Program program = new Program("conversions", DType.BF16);

  @AfterAll
  static void close() {
    runtime.close();
  }

  @Test
  void leavesWhatIsKnownToBeInTheFormat() {
    Value weight = program.weight("w", Shape.of(2, 2));
    Value exact = program.exactWeight("scale", Shape.of(2));

    String code =
        code(
            m -> {
              Value rows = Kernels.linear(m.input("x"), weight, null);
              Value turned = rows.transpose(0, 1).mul(2).computing();
              m.returns("y", Kernels.layerNorm(turned, exact, exact, 1e-5));
            });

    assertThat(code).containsOnlyOnce("= torch.to(in_x, 15)");
    assertThat(code.split("= torch.to\\(", -1)).as("the input, and what is normed").hasSize(3);
  }

  @Test
  void roundsOnceWhatDoesNotDependOnParameters() {
    String code =
        code(
            m -> {
              Value x = m.input("x");
              m.returns("y", x.computing().add(x.computing().square()));
            });

    assertThat(code).containsOnlyOnce("torch.to(in_x, 15)");
  }

  /** Each copy has a gradient of its own, and they are added up in fp32. */
  @Test
  void roundsForEachUseWhatDependsOnParameters() {
    Value parameter = program.parameter("p", ONE);

    String code =
        code(
            m -> {
              m.train();
              m.returns("y", parameter.computing().add(parameter.computing().square()));
            });

    assertThat(code.split("torch.to\\(p\\[0], 15\\)", -1)).hasSize(3);
  }

  @Test
  void roundsAnewWhatWasChangedInPlace() {
    Value counter = program.counter("steps");
    program.method(
        "f",
        m -> {
          m.returns("before", counter.computing());
          counter.addInPlace(1);
          m.returns("after", counter.computing());
        });

    try (Executable executable = runtime.load(program, name -> null);
        Outputs out = executable.run("f", Map.of())) {
      assertThat(out.item("before")).isZero();
      assertThat(out.item("after")).isOne();
    }
  }

  @Test
  void doesNotRelyOnWhatRunsSometimesOnly() {
    Value counter = program.counter("steps");
    program.method(
        "f",
        m -> {
          Value x = m.input("x");
          m.when(m.input("chosen"), () -> counter.copyInPlace(x.computing()));
          m.returns("y", x.computing());
        });

    try (Tensor x = runtime.scalar(3);
        Tensor no = runtime.scalar(0);
        Executable executable = runtime.load(program, name -> null);
        Outputs out = executable.run("f", Map.of("x", x, "chosen", no))) {
      assertThat(out.item("y")).isEqualTo(3);
    }
  }

  @Test
  void weightIsExactFromTheStartOrNever() {
    program.weight("w", ONE);

    assertThatThrownBy(() -> program.exactWeight("w", ONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("weight w of program conversions was asked for in the compute type");
  }

  private String code(Consumer<MethodScope> body) {
    program.method("f", body);
    return new ScriptArchive(program).code();
  }
}
