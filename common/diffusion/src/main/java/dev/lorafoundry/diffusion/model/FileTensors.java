package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import org.jspecify.annotations.Nullable;

/** The tensors of a file, one at a time: each is closed when the next one is asked for. */
final class FileTensors implements TensorSource {
  private final TensorRuntime runtime;
  private final SafetensorsFile file;
  private @Nullable Tensor last;

  FileTensors(TensorRuntime runtime, SafetensorsFile file) {
    this.runtime = runtime;
    this.file = file;
  }

  @Override
  public synchronized @Nullable Tensor find(String name) {
    close();
    if (!file.has(name)) {
      return null;
    }
    StoredTensor stored = file.get(name);
    last = runtime.bytes(stored.shape(), stored.type(), stored.bytes());
    return last;
  }

  synchronized void close() {
    if (last != null) {
      last.close();
      last = null;
    }
  }
}
