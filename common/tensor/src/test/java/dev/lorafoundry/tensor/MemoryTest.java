package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryTest {
  /** A leak of a single tensor of the network in each step would come to 8 MiB or more. */
  private static final long MOST_KIB = 6 * 1024;

  @Test
  void aThousandMoreStepsTakeNoMoreMemory() throws IOException {
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        SmallNetwork network = new SmallNetwork(runtime)) {
      float first = network.step();
      takeSteps(network, 300);
      long before = NativeMemory.kib();

      takeSteps(network, 1_000);

      assertThat(NativeMemory.kib() - before).as("growth in KiB").isLessThan(MOST_KIB);
      assertThat(network.step()).isLessThan(first);
    }
  }

  @Test
  void failedCallsKeepNoneOfTheirInputs() throws IOException {
    Program program = new Program("broken");
    program.method(
        "forward",
        m -> {
          Value x = m.input("x");
          m.returns("y", x.matmul(x));
        });
    Shape notSquare = Shape.of(512, 513); // 1 MiB

    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        Executable broken = runtime.load(program, name -> null);
        Tensor original = runtime.zeros(notSquare, DType.F32)) {
      fail(broken, original, 20);
      long before = NativeMemory.kib();

      fail(broken, original, 100);

      assertThat(NativeMemory.kib() - before).as("growth in KiB").isLessThan(20 * 1024);
    }
  }

  @Test
  void refusedParametersAreNotKept() throws IOException {
    Program program = new Program("two");
    program.parameter("first", Shape.of(512, 512)); // 1 MiB
    program.parameter("second", Shape.of(1));

    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        Tensor first = runtime.zeros(Shape.of(512, 512), DType.F32);
        Tensor second = runtime.scalar(0);
        Tensor right = runtime.floats(Shape.of(1), 1);
        Executable two = runtime.load(program, Map.of("first", first, "second", right)::get)) {
      long before = NativeMemory.kib();

      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> two.setParameters(Map.of("first", first, "second", second)::get))
            .hasMessageContaining("second");
      }

      assertThat(NativeMemory.kib() - before).as("growth in KiB").isLessThan(20 * 1024);
    }
  }

  private static void fail(Executable broken, Tensor original, int times) {
    for (int i = 0; i < times; i++) {
      try (Tensor x = original.copy()) {
        assertThatThrownBy(() -> broken.run("forward", Map.of("x", x)))
            .isInstanceOf(TensorProgramFailed.class);
      }
    }
  }

  private static void takeSteps(SmallNetwork network, int count) {
    for (int i = 0; i < count; i++) {
      network.step();
    }
  }
}
