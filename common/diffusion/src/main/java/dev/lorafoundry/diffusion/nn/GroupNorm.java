package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Value;

/** Group normalisation in 32 groups of channels. */
public final class GroupNorm {
  private static final int GROUPS = 32;

  private final Weights weights;
  private final Value scale;
  private final Value shift;
  private final double epsilon;

  public GroupNorm(Weights w, double epsilon) {
    weights = w;
    scale = w.exact("weight");
    shift = w.exact("bias");
    this.epsilon = epsilon;
  }

  /** (B, C, H, W), unchanged. */
  public Value forward(Value x) {
    return weights.within(() -> Kernels.groupNorm(x, GROUPS, scale, shift, epsilon));
  }
}
