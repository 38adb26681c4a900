package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read of a device leaves nothing behind, there or in main memory. */
final class ReadingTest {
  private static final TensorRuntime runtime = TestDevice.open();

  @AfterAll
  static void close() {
    runtime.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16", "BF16", "U8", "I64"})
  void leavesNothingOfATensor(DType type) {
    try (Tensor wide = runtime.floats(Shape.of(3), 1, 2, 3);
        Tensor tensor = runtime.bytes(Shape.of(3), type, stored(wide, type))) {
      int before = runtime.openTensors();

      for (int i = 0; i < 10; i++) {
        assertThat(tensor.toFloats()).containsExactly(1, 2, 3);
        assertThat(tensor.toLongs()).containsExactly(1, 2, 3);
        assertThat(tensor.toBytes().remaining()).isEqualTo(3 * type.bytes());
      }

      assertThat(runtime.openTensors()).isEqualTo(before);
    }
  }

  private static ByteBuffer stored(Tensor wide, DType type) {
    if (type.isFloating()) {
      try (Tensor copy = wide.to(type)) {
        return copy.toBytes();
      }
    }
    try (Tensor longs = runtime.longs(wide.shape(), wide.toLongs());
        Tensor copy = longs.to(type)) {
      return copy.toBytes();
    }
  }

  @Test
  void leavesNothingOfParametersAndStates() {
    Program program = new Program("two");
    program.parameter("a", Shape.of(2));
    program.parameter("b", Shape.of(1));
    program.state("sum");
    Value steps = program.counter("steps");
    program.method("f", m -> steps.addInPlace(1));

    try (Tensor a = runtime.floats(Shape.of(2), 1, 2);
        Tensor b = runtime.floats(Shape.of(1), 3);
        Executable two = runtime.load(program, Map.of("a", a, "b", b)::get)) {
      two.run("f", Map.of()).close();
      int before = runtime.openTensors();

      for (int i = 0; i < 10; i++) {
        assertThat(two.<float[]>readParameter("a", Tensor::toFloats)).containsExactly(1, 2);
        assertThat(two.<float[]>readParameter("b", Tensor::toFloats)).containsExactly(3);
        assertThat(two.<float[]>readState("sum.a", Tensor::toFloats)).containsExactly(0, 0);
        assertThat(two.<Float>readState("steps", Tensor::item)).isEqualTo(1);
      }

      assertThat(runtime.openTensors()).isEqualTo(before);
      assertThat(two.stateNames()).containsExactlyInAnyOrder("sum.a", "sum.b", "steps");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> two.readState("sum", Tensor::shape))
          .withMessage("program two has no tensor 'sum' to read");
    }
  }
}
