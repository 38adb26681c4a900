package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same linear map of every token, stored as a linear layer or as a 1×1 convolution. */
public final class Pointwise {
  private final Weights weights;
  private final Value weight;
  private final @Nullable Value bias;
  private final Optional<Adapter> adapter;

  public Pointwise(Weights w) {
    weights = w;
    weight = w.get("weight");
    bias = w.has("bias") ? w.get("bias") : null;
    adapter = w.adapter(new Layer.Rows());
  }

  /** Rows (N, in) to (N, out). */
  public Value forward(Value x) {
    return weights.within(
        () -> {
          Value matrix = weight.shape().rank() == 2 ? weight : weight.flatten(1, -1); // (out, in)
          return new FrozenLayer(matrix, bias, Kernels::linear).forward(x, adapter);
        });
  }
}
