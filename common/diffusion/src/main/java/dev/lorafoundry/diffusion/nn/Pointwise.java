package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Value;
import java.util.function.UnaryOperator;

/** The same linear map of every token, stored as a linear layer or as a 1×1 convolution. */
public final class Pointwise {
  private final UnaryOperator<Value> layer;

  public Pointwise(Weights w) {
    if (w.shape("weight").rank() == 2) {
      layer = new Linear(w)::forward;
    } else {
      Conv2d conv = Conv2d.same(w);
      layer = x -> conv.forward(x.transpose(1, 2).unsqueeze(-1)).squeeze(-1).transpose(1, 2);
    }
  }

  /** (B, T, in) to (B, T, out). */
  public Value forward(Value x) {
    return layer.apply(x);
  }
}
