package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** States of one parameter that blocks hold, and of one that is just too small. */
final class StateOfCodesTest {
  private static final TensorRuntime runtime = TestDevice.open();
  private static final Shape LARGE = Shape.of(41, 100);
  private static final Shape SMALL = Shape.of(4095);

  private final Tensor large = runtime.zeros(LARGE, DType.F32);
  private final Tensor small = runtime.zeros(SMALL, DType.F32);
  private Executable executable;

  @BeforeEach
  void load() {
    Program program = new Program("keeping");
    program.parameter("large", LARGE);
    program.parameter("small", SMALL);
    program.method(
        "keep",
        m ->
            m.passingBy(
                m.input("passedBy"),
                () -> {
                  Values memory = program.stateOfCodes("memory");
                  memory.copyInPlace(memory.add(7));
                  program.stateOfScales("scales").addInPlace(0.5);
                }));
    executable = runtime.load(program, Map.of("large", large, "small", small)::get);
  }

  @AfterEach
  void closeTensors() {
    executable.close();
    large.close();
    small.close();
    assertThat(runtime.openTensors()).isZero();
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  @Test
  void haveAByteForEachNumberOfLargeParametersAlone() {
    keep(0, 0);

    assertThat(form("memory.large")).isEqualTo(new TensorForm(Shape.of(17, 256), DType.U8));
    assertThat(form("memory.small")).isEqualTo(TensorForm.floats(SMALL));
    assertThat(form("scales.large")).isEqualTo(TensorForm.floats(Shape.of(17, 1)));
    assertThat(form("scales.small")).isEqualTo(TensorForm.floats(Shape.of(0, 1)));
    assertThat(executable.states().get("memory.large").toBytes().remaining()).isEqualTo(17 * 256);
    assertThat(executable.states().get("scales.small").toBytes().remaining()).isZero();
  }

  @Test
  void changeUnlessTheyArePassedBy() {
    keep(0, 0);
    keep(1, 0);
    keep(0, 1);

    assertThat(numbers("memory.large")).containsOnly(14);
    assertThat(numbers("memory.small")).containsOnly(14);
    assertThat(numbers("scales.large")).containsOnly(1);
  }

  @Test
  void areRestoredFromBytes() {
    keep(0, 0);
    Map<String, Tensor> saved = new HashMap<>();
    executable
        .states()
        .forEach(
            (name, tensor) ->
                saved.put(name, runtime.bytes(tensor.shape(), tensor.dtype(), tensor.toBytes())));
    keep(0, 0);

    executable.setStates(saved::get);

    assertThat(numbers("memory.large")).containsOnly(7);
    assertThat(numbers("scales.large")).containsOnly(0.5f);
    keep(0, 0);
    assertThat(numbers("memory.large")).containsOnly(14);
    saved.values().forEach(Tensor::close);
  }

  @Test
  void areNotRestoredFromFloats() {
    try (Tensor floats = runtime.zeros(Shape.of(17, 256), DType.F32)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> executable.setStates(name -> floats))
          .withMessage("tensor 'memory.large' is of type F32 but program keeping needs U8");
    }
  }

  private void keep(float largePassed, float smallPassed) {
    try (Tensor passedBy = runtime.floats(Shape.of(2), largePassed, smallPassed)) {
      executable.run("keep", Map.of("passedBy", passedBy)).close();
    }
  }

  private TensorForm form(String state) {
    Tensor tensor = executable.states().get(state);
    return new TensorForm(tensor.shape(), tensor.dtype());
  }

  private float[] numbers(String state) {
    return executable.states().get(state).toFloats();
  }
}
