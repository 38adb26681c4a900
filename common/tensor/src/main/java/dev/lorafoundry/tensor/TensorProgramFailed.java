package dev.lorafoundry.tensor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The native library could not compile or run a program, or make or copy a tensor. Of a program the
 * message names the Java line and the module that emitted the failing operation.
 */
public final class TensorProgramFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How libtorch, its libraries and the drivers say that memory is short. */
  private static final List<String> SHORT_OF_MEMORY =
      List.of(
          "out of memory", "can't allocate memory", "not enough memory", "_status_alloc_failed");

  public TensorProgramFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether the device had too little memory: less work at once may succeed. */
  public boolean outOfMemory() {
    return Stream.<@Nullable Throwable>iterate(
            this, each -> each != null, each -> each == null ? null : each.getCause())
        .map(each -> String.valueOf(each == null ? null : each.getMessage()))
        .map(message -> message.toLowerCase(Locale.ROOT))
        .anyMatch(message -> SHORT_OF_MEMORY.stream().anyMatch(message::contains));
  }
}
