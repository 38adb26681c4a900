package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;
import java.util.List;

/** Gated feed-forward network: {@code out(value · gelu(gate))} (GEGLU, Shazeer 2020). */
final class FeedForward {
  private final Linear in;
  private final Linear out;

  FeedForward(Weights w) {
    in = new Linear(w.at("net.0.proj"));
    out = new Linear(w.at("net.2"));
  }

  /** (B·T, C), unchanged. */
  Value forward(Value x) {
    List<Value> valueAndGate = in.forward(x).chunk(2, -1); // each (B·T, 4C)
    return out.forward(valueAndGate.get(0).mul(valueAndGate.get(1).gelu()));
  }
}
