package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tensors of files for a program: one at a time, closed when the next is asked for. */
final class StoredTensors implements TensorSource, AutoCloseable {
  private final TensorRuntime runtime;
  private final Map<String, ? extends FileTensor> tensors;
  private @Nullable Tensor last;

  StoredTensors(TensorRuntime runtime, Map<String, ? extends FileTensor> tensors) {
    this.runtime = runtime;
    this.tensors = tensors;
  }

  @Override
  public @Nullable Tensor find(String name) {
    close();
    FileTensor found = tensors.get(name);
    if (found == null) {
      return null;
    }
    StoredTensor stored = found.read();
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
