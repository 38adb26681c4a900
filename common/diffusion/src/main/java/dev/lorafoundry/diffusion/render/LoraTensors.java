package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The matrices of a LoRA for a program, closed together. */
final class LoraTensors implements TensorSource, AutoCloseable {
  private final TensorRuntime runtime;
  private final LoraFile lora;
  private final List<Tensor> given = new ArrayList<>();

  LoraTensors(TensorRuntime runtime, LoraFile lora) {
    this.runtime = runtime;
    this.lora = lora;
  }

  @Override
  public @Nullable Tensor find(String name) {
    StoredTensor stored = lora.tensors().get(name);
    if (stored == null) {
      return null;
    }
    Tensor tensor = runtime.bytes(stored.shape(), stored.type(), stored.bytes());
    given.add(tensor);
    return tensor;
  }

  @Override
  public void close() {
    given.forEach(Tensor::close);
    given.clear();
  }
}
