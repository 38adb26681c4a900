package dev.lorafoundry.diffusion.clip;

import dev.lorafoundry.diffusion.nn.Heads;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;

/** Attention of each token to itself and those before it, in heads of 64 features. */
final class ClipAttention {
  private static final int HEAD = 64;

  private final Linear keys;
  private final Linear values;
  private final Linear queries;
  private final Linear out;
  private final Heads heads;

  ClipAttention(Weights w, ClipLayout layout) {
    keys = layout.projection(w, "k");
    values = layout.projection(w, "v");
    queries = layout.projection(w, "q");
    out = new Linear(w.at("out_proj"));
    heads = new Heads(queries.out() / HEAD, HEAD);
  }

  /** (B·T, C) of so many samples, unchanged. */
  Value forward(Value x, Size samples) {
    Value k = heads.split(keys.forward(x), samples); // (B, heads, T, 64)
    Value v = heads.split(values.forward(x), samples);
    Value q = heads.split(queries.forward(x), samples);
    return out.forward(heads.join(Kernels.causalAttention(q, k, v)));
  }
}
