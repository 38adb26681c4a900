package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import java.util.Map;

/**
 * A module with its matrices.
 *
 * @param up (out, rank)
 * @param down (rank, in · kernel)
 * @param squares square of the Frobenius norm of the change that it was cut from; 0 where nothing
 *     was cut off
 * @param keptSquares what of it the module has
 */
record MadeModule(
    LoraModule module, StoredTensor up, StoredTensor down, double squares, double keptSquares) {

  static MadeModule of(
      LoraModule module, float[] up, float[] down, double squares, double keptSquares) {
    return new MadeModule(
        module,
        StoredTensor.floats(module.up(), up),
        StoredTensor.floats(module.down(), down),
        squares,
        keptSquares);
  }

  /** By their names in files. */
  Map<String, StoredTensor> matrices() {
    return Map.of(module.name() + LoraModule.DOWN, down, module.name() + LoraModule.UP, up);
  }
}
