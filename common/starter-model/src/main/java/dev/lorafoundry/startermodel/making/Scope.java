package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.List;

/** Makes tensors and closes them together. */
final class Scope implements AutoCloseable {
  private final TensorRuntime runtime;
  private final List<Tensor> tensors = new ArrayList<>();

  Scope(TensorRuntime runtime) {
    this.runtime = runtime;
  }

  Tensor floats(Shape shape, float... values) {
    return kept(runtime.floats(shape, values));
  }

  Tensor longs(Shape shape, long... values) {
    return kept(runtime.longs(shape, values));
  }

  Tensor zeros(Shape shape) {
    return kept(runtime.zeros(shape, DType.F32));
  }

  Tensor stored(StoredTensor stored) {
    return kept(runtime.bytes(stored.shape(), stored.type(), stored.bytes()));
  }

  private Tensor kept(Tensor tensor) {
    tensors.add(tensor);
    return tensor;
  }

  @Override
  public void close() {
    tensors.forEach(Tensor::close);
  }
}
