package dev.lorafoundry.tensor;

import ai.djl.engine.EngineException;
import java.util.function.Supplier;

/** What the native library does for a tensor, outside of a program's methods. */
final class NativeWork {
  private NativeWork() {}

  /**
   * @param what the work, as it stands in the message
   * @throws TensorProgramFailed if the library can't do it
   */
  static <T> T of(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (EngineException e) {
      throw new TensorProgramFailed(what + " failed: " + reason(e), e);
    }
  }

  /** As {@link #of}, for work without a result. */
  static void run(String what, Runnable work) {
    of(
        what,
        () -> {
          work.run();
          return true;
        });
  }

  /** The last line of a native message says what was wrong. */
  static String reason(EngineException cause) {
    String text = String.valueOf(cause.getMessage());
    return text.lines()
        .map(String::strip)
        .filter(each -> each.startsWith("RuntimeError") || each.contains("Error:"))
        .reduce((first, second) -> second)
        .orElse(text.lines().findFirst().orElse(""));
  }
}
