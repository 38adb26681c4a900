package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Value;

/**
 * Something small beside a frozen layer that changes what the layer does, such as a LoRA module.
 */
@FunctionalInterface
public interface Adapter {
  /** What layer and adapter together make of an input. */
  Value forward(FrozenLayer layer, Value input);
}
