package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stored tensors for a program: one at a time, closed when the next is asked for. */
final class StoredTensors implements TensorSource, AutoCloseable {
  private final TensorRuntime runtime;
  private final Map<String, StoredTensor> tensors;
  private @Nullable Tensor last;

  StoredTensors(TensorRuntime runtime, Map<String, StoredTensor> tensors) {
    this.runtime = runtime;
    this.tensors = tensors;
  }

  @Override
  public @Nullable Tensor find(String name) {
    close();
    StoredTensor stored = tensors.get(name);
    if (stored == null) {
      return null;
    }
    last = runtime.bytes(stored.shape(), stored.type(), stored.bytes());
    return last;
  }

  @Override
  public void close() {
    if (last != null) {
      last.close();
      last = null;
    }
  }
}
