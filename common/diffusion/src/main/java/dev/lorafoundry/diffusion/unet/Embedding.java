package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;

/** Two linear layers that turn what is known of a sample into what steers the residual blocks. */
final class Embedding {
  private final Linear in;
  private final Linear out;

  Embedding(Weights w) {
    in = new Linear(w.at(0));
    out = new Linear(w.at(2));
  }

  /** (B, D) to (B, E). */
  Value forward(Value x) {
    return out.forward(in.forward(x).silu());
  }
}
