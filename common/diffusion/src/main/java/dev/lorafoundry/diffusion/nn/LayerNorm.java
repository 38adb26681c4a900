package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Value;

/** Layer normalisation over the last dimension, with epsilon 1e-5. */
public final class LayerNorm {
  private static final double EPSILON = 1e-5;

  private final Weights weights;
  private final Value scale;
  private final Value shift;

  public LayerNorm(Weights w) {
    weights = w;
    scale = w.exact("weight");
    shift = w.exact("bias");
  }

  /** (…, C), unchanged. */
  public Value forward(Value x) {
    return weights.within(() -> Kernels.layerNorm(x, scale, shift, EPSILON));
  }
}
