package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Value;

/**
 * Something small beside a frozen layer that changes what the layer does, such as a LoRA module.
 */
@FunctionalInterface
public interface Adapter {
  /** The layer's output with what the adapter makes of its input. */
  Value change(Value output, Value input);
}
