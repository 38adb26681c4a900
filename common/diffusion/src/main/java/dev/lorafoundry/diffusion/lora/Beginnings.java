package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Shape;

/** Numbers that matrices start a training with. */
final class Beginnings {
  private Beginnings() {}

  static StoredTensor zero(Shape shape) {
    return StoredTensor.floats(shape, new float[elements(shape)]);
  }

  /**
   * Evenly distributed over (-1/√n, 1/√n), as PyTorch's layers start.
   *
   * @param fanIn n: how many numbers go into one element of what the matrix makes
   */
  static StoredTensor even(Draws draws, Shape shape, long fanIn) {
    return StoredTensor.floats(
        shape, draws.uniforms(elements(shape), 1 / Math.sqrt((double) fanIn)));
  }

  /** Normal numbers of mean 0. */
  static StoredTensor normal(Draws draws, Shape shape, double deviation) {
    float[] numbers = draws.normals(elements(shape));
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= (float) deviation;
    }
    return StoredTensor.floats(shape, numbers);
  }

  private static int elements(Shape shape) {
    return Math.toIntExact(shape.elements());
  }
}
