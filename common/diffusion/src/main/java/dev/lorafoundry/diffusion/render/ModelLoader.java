package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.ModelTensors;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.Optional;

/**
 * Loads programs with the weights of one base model, and of one LoRA or none.
 *
 * @param slot where the LoRA takes part in the programs
 */
record ModelLoader(
    TensorRuntime runtime, BaseModelFile model, Optional<LoraFile> lora, LoraSlot slot) {
  /** For the base model alone. */
  static ModelLoader of(TensorRuntime runtime, BaseModelFile model) {
    return new ModelLoader(runtime, model, Optional.empty(), LoraSlot.EMPTY);
  }

  /** The same, with a LoRA. */
  ModelLoader with(LoraFile file) {
    return new ModelLoader(
        runtime, model, Optional.of(file), new LoraSlot(Optional.of(file.network())));
  }

  Weights weights(Program program) {
    return slot.adapted(Weights.of(program, model.shapes()));
  }

  Executable load(Program program) {
    if (lora.isEmpty()) {
      return model.load(runtime, program);
    }
    try (ModelTensors base = model.tensors(runtime);
        LoraTensors matrices = LoraTensors.of(runtime, lora.get())) {
      return runtime.load(
          program,
          name -> {
            Tensor matrix = matrices.find(name);
            return matrix == null ? base.find(name) : matrix;
          });
    }
  }
}
