package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tensor of 4 PiB fits no device: whoever meets it says so, and leaves nothing behind. */
final class ShortMemoryTest {
  private static final Shape HUGE = Shape.of(1L << 50);
  private static final TensorRuntime runtime = TensorRuntime.cpu(1);

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static void assertShort(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            TensorProgramFailed.class, failed -> assertThat(failed.outOfMemory()).isTrue());
  }

  /** A tensor of that shape which has a single number in memory. */
  private static void withHuge(Consumer<Tensor> work) {
    Program program = new Program("huge");
    program.method("of", m -> m.returns("y", m.input("x").expand(HUGE.size(0))));
    try (Executable executable = runtime.load(program, name -> null);
        Tensor x = runtime.floats(Shape.of(1), 1);
        Outputs outputs = executable.run("of", Map.of("x", x))) {
      work.accept(outputs.get("y"));
    }
  }

  @Test
  void tensorsThatCannotBeMade() {
    assertShort(() -> runtime.zeros(HUGE, DType.F32));
    assertShort(() -> runtime.zeros(HUGE, DType.F16));
  }

  @Test
  void tensorsThatCannotBeCopied() {
    withHuge(
        huge -> {
          assertShort(huge::copy);
          assertShort(() -> huge.to(DType.F16));
          assertShort(() -> huge.to(DType.BF16));
          assertShort(huge::toLongs);
        });
  }

  @Test
  void weightsThatCannotBeBrought() {
    withHuge(
        huge -> {
          Program weight = new Program("weight", DType.F16);
          Value w = weight.weight("w", HUGE);
          weight.method("f", m -> m.returns("y", w));
          assertShort(() -> runtime.load(weight, name -> huge));
          try (WarmPrograms warm = new WarmPrograms(runtime, name -> huge)) {
            assertShort(() -> warm.load(weight, name -> null));
          }
        });
  }

  @Test
  void operationsOfAProgram() {
    Program program = new Program("sum");
    program.method("f", m -> m.returns("y", m.input("x").expand(HUGE.size(0)).add(1)));

    try (Executable executable = runtime.load(program, name -> null);
        Tensor x = runtime.floats(Shape.of(1), 1)) {
      assertShort(() -> executable.run("f", Map.of("x", x)).close());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CUDA out of memory. Tried to allocate 2.00 GiB, true",
    "CUDA error: Out of Memory, true",
    "DefaultCPUAllocator: can't allocate memory: you tried to allocate 4 bytes, true",
    "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate, true",
    "mat1 and mat2 shapes cannot be multiplied, false"
  })
  void knowsTheSentencesForIt(String sentence, boolean shortage) {
    Throwable cause = new IllegalStateException(sentence);

    assertThat(new TensorProgramFailed(sentence, null).outOfMemory()).isEqualTo(shortage);
    assertThat(new TensorProgramFailed("method f failed", cause).outOfMemory()).isEqualTo(shortage);
  }
}
