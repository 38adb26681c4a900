package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.TensorRuntime;

/** Loads programs with the weights of one base model. */
record ModelLoader(TensorRuntime runtime, BaseModelFile model) {
  Weights weights(Program program) {
    return Weights.of(program, model.shapes());
  }

  Executable load(Program program) {
    return runtime.load(program, model.tensors(runtime));
  }
}
