package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.tensor.Tensor;

/** Changes weights of a base model on their way to the device. */
@FunctionalInterface
public interface WeightChange {
  /** Weights as the file has them. */
  WeightChange NONE = (name, weight) -> weight;

  /**
   * A weight as programs are to see it.
   *
   * @return the weight itself, or another tensor, which the caller closes as well
   */
  Tensor of(String name, Tensor weight);
}
