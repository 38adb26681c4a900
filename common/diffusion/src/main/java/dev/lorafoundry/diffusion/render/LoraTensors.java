package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The matrices of a LoRA for a program, closed together. */
final class LoraTensors implements TensorSource, AutoCloseable {
  private final TensorSource source;
  private final List<Tensor> given = new ArrayList<>();

  private LoraTensors(TensorSource source) {
    this.source = source;
  }

  static LoraTensors of(TensorRuntime runtime, LoraFile lora) {
    return new LoraTensors(
        name -> {
          StoredTensor stored = lora.tensors().get(name);
          return stored == null
              ? null
              : runtime.bytes(stored.shape(), stored.type(), stored.bytes());
        });
  }

  /** Matrices of these shapes that change nothing. */
  static LoraTensors zeros(TensorRuntime runtime, Map<String, Shape> shapes) {
    return new LoraTensors(
        name -> {
          Shape shape = shapes.get(name);
          return shape == null ? null : runtime.zeros(shape, DType.F32);
        });
  }

  @Override
  public @Nullable Tensor find(String name) {
    Tensor tensor = source.find(name);
    if (tensor != null) {
      given.add(tensor);
    }
    return tensor;
  }

  @Override
  public void close() {
    given.forEach(Tensor::close);
    given.clear();
  }
}
