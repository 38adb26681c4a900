package dev.lorafoundry.tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tensors that are made one after another for somebody else. Closing this closes them unless they
 * were released: what fails on the way leaves none behind.
 *
 * <pre>{@code
 * try (OwnedTensors made = new OwnedTensors()) {
 *   made.put("x", runtime.floats(shape, x));
 *   made.put("y", runtime.floats(shape, y));
 *   return made.release();
 * }
 * }</pre>
 */
public final class OwnedTensors implements AutoCloseable {
  private Map<String, Tensor> tensors = new LinkedHashMap<>();

  /**
   * Takes a tensor and gives it back.
   *
   * @throws IllegalStateException if there is one of that name; then this one is closed
   */
  public Tensor put(String name, Tensor tensor) {
    if (tensors.putIfAbsent(name, tensor) != null) {
      tensor.close();
      throw new IllegalStateException("there is a tensor '" + name + "' already");
    }
    return tensor;
  }

  /** All tensors, in order; from now on they are the caller's. */
  public Map<String, Tensor> release() {
    Map<String, Tensor> released = tensors;
    tensors = new LinkedHashMap<>();
    return released;
  }

  @Override
  public void close() {
    release().values().forEach(Tensor::close);
  }
}
