package dev.lorafoundry.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of one native call. They refer to arrays, which live as long as the references do:
 * closing the call gives these back, whether it succeeded or not.
 */
final class Call implements AutoCloseable {
  private static final ThreadLocal<Integer> THREADS = new ThreadLocal<>();

  private final int threads;
  private final List<IValue> arguments = new ArrayList<>();

  /**
   * @param threads for one operation on the processor
   */
  Call(int threads) {
    this.threads = threads;
  }

  /** Operations that this thread calls take so many threads from now on. */
  static void use(int threads) {
    if (!Integer.valueOf(threads).equals(THREADS.get())) {
      JniUtils.setNumThreads(threads);
      THREADS.set(threads);
    }
  }

  void add(NDArray array) {
    arguments.add(IValue.from((PtNDArray) array));
  }

  void add(List<NDArray> arrays) {
    arguments.add(IValue.listFrom(arrays.toArray(PtNDArray[]::new)));
  }

  /**
   * Calls a method of a compiled module.
   *
   * @param results manages what the method returns
   * @throws EngineException if an operation fails
   */
  NDList run(PtSymbolBlock module, String method, PtNDManager results) {
    // why: all three are kept for each thread by the native library
    use(threads);
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(true);
    long[] handles = arguments.stream().mapToLong(IValue::getHandle).toArray();
    try (IValue result = NativeMethods.run(module.getHandle(), method, handles)) {
      return result.toNDList(results);
    }
  }

  @Override
  public void close() {
    arguments.forEach(IValue::close);
    arguments.clear();
  }
}
