package dev.lorafoundry.tensor;

import org.jspecify.annotations.Nullable;

/** Gives tensors by name when a program is loaded. */
@FunctionalInterface
public interface TensorSource {
  /** The tensor of that name, which stays the source's; null if there is none. */
  @Nullable Tensor find(String name);
}
