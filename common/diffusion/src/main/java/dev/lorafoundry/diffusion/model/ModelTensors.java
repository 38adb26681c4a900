package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a base model, one at a time: each is closed when the next one is asked for, or
 * with this source.
 */
public final class ModelTensors implements TensorSource, AutoCloseable {
  private final TensorRuntime runtime;
  private final Map<String, TensorPlace> places;
  private final WeightChange change;
  private @Nullable Tensor last;

  /**
   * @param places by the names that are asked for
   */
  ModelTensors(TensorRuntime runtime, Map<String, TensorPlace> places, WeightChange change) {
    this.runtime = runtime;
    this.places = places;
    this.change = change;
  }

  @Override
  public synchronized @Nullable Tensor find(String name) {
    close();
    TensorPlace place = places.get(name);
    if (place == null) {
      return null;
    }
    StoredTensor tensor = place.get();
    Tensor read = runtime.bytes(tensor.shape(), tensor.type(), tensor.bytes());
    last = read;
    Tensor changed = change.of(name, read);
    if (changed != read) {
      close();
      last = changed;
    }
    return changed;
  }

  @Override
  public synchronized void close() {
    if (last != null) {
      last.close();
      last = null;
    }
  }
}
