package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class ThreadsTest {
  @Test
  void programsRunOnAsManyThreadsAsTheirRuntimeWasGiven() {
    try (TensorRuntime two = TensorRuntime.cpu(2);
        Executable onTwo = two.load(program(), name -> null);
        TensorRuntime one = TensorRuntime.cpu(1);
        Executable onOne = one.load(program(), name -> null)) {
      assertThat(threadsOf(two, onTwo)).isEqualTo(2);
      assertThat(threadsOf(one, onOne)).isEqualTo(1);
      assertThat(threadsOf(two, onTwo)).isEqualTo(2);
    }
  }

  @Test
  void soDoCallsFromOtherThreads() {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (TensorRuntime two = TensorRuntime.cpu(2);
        Executable onTwo = two.load(program(), name -> null);
        TensorRuntime one = TensorRuntime.cpu(1)) {
      assertThat(one.threads()).isEqualTo(1);
      assertThat(CompletableFuture.supplyAsync(() -> threadsOf(two, onTwo), other).join())
          .isEqualTo(2);
    } finally {
      other.shutdown();
    }
  }

  private static int threadsOf(TensorRuntime runtime, Executable executable) {
    try (Tensor x = runtime.scalar(1)) {
      executable.run("f", Map.of("x", x)).close();
      return JniUtils.getNumThreads();
    }
  }

  private static Program program() {
    Program program = new Program("threads");
    program.method("f", m -> m.returns("y", m.input("x").add(1)));
    return program;
  }
}
