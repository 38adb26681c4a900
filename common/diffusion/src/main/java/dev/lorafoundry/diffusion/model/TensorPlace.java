package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Shape;

/**
 * Where a tensor of a model lies.
 *
 * @param key its name in that file
 */
record TensorPlace(SafetensorsFile file, String key) {
  Shape shape() {
    return file.shape(key);
  }

  StoredTensor get() {
    return file.get(key);
  }
}
