package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two-dimensional convolution with weights (out, in, kernel, kernel) and an optional bias. */
public final class Conv2d {
  private final Weights weights;
  private final Value weight;
  private final @Nullable Value bias;
  private final int stride;
  private final int padding;
  private final Optional<Adapter> adapter;

  private Conv2d(Weights w, int stride, int padding) {
    weights = w;
    weight = w.get("weight");
    bias = w.has("bias") ? w.get("bias") : null;
    this.stride = stride;
    this.padding = padding;
    adapter = w.adapter(new Layer.Maps(stride, padding));
  }

  /** Keeps height and width: padded by half the kernel. */
  public static Conv2d same(Weights w) {
    return new Conv2d(w, 1, (int) (w.shape("weight").size(-1) / 2));
  }

  /** Halves height and width. */
  public static Conv2d halving(Weights w, int padding) {
    return new Conv2d(w, 2, padding);
  }

  /** (B, in, H, W) to (B, out, H', W'). */
  public Value forward(Value x) {
    return weights.within(
        () ->
            new FrozenLayer(weight, bias, (in, w, b) -> Kernels.conv2d(in, w, b, stride, padding))
                .forward(x, adapter));
  }

  /** Channels out. */
  public long out() {
    return weight.shape().size(0);
  }
}
