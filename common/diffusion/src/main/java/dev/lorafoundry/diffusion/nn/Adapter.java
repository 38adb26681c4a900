package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Value;

/**
 * Something small beside a frozen layer that changes what the layer does, such as a LoRA module.
 */
@FunctionalInterface
public interface Adapter {
  /** What is added to the layer's output, given its input. */
  Value change(Value input);
}
