package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.Heads;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;

/** Multi-head attention, {@code softmax(q kᵀ / √d) v}, of tokens to a context. */
final class Attention {
  private final Linear queries;
  private final Linear keys;
  private final Linear values;
  private final Linear out;
  private final Heads heads;

  Attention(Weights w, HeadRule rule) {
    queries = new Linear(w.at("to_q"));
    keys = new Linear(w.at("to_k"));
    values = new Linear(w.at("to_v"));
    out = new Linear(w.at("to_out.0"));
    heads = rule.of(queries.out());
  }

  /** (B·T, C) and a context (B·S, width) of so many samples to (B·T, C). */
  Value forward(Value x, Value context, Size samples) {
    Value q = heads.split(queries.forward(x), samples); // (B, heads, T, C/heads)
    Value k = heads.split(keys.forward(context), samples); // (B, heads, S, C/heads)
    Value v = heads.split(values.forward(context), samples);
    return out.forward(heads.join(Kernels.attention(q, k, v)));
  }
}
