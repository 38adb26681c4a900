package dev.lorafoundry.diffusion.clip;

import dev.lorafoundry.diffusion.nn.LayerNorm;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;

/** Attention and a feed-forward network with CLIP's own GELU, each after a norm and added on. */
final class ClipLayer {
  private final LayerNorm norm1;
  private final ClipAttention attention;
  private final LayerNorm norm2;
  private final Linear fc1;
  private final Linear fc2;

  ClipLayer(Weights w) {
    norm1 = new LayerNorm(w.at("layer_norm1"));
    attention = new ClipAttention(w.at("self_attn"));
    norm2 = new LayerNorm(w.at("layer_norm2"));
    fc1 = new Linear(w.at("mlp.fc1"));
    fc2 = new Linear(w.at("mlp.fc2"));
  }

  /** (B·T, C) of so many samples, unchanged. */
  Value forward(Value x, Size samples) {
    Value y = x.add(attention.forward(norm1.forward(x), samples));
    return y.add(fc2.forward(fc1.forward(norm2.forward(y)).quickGelu()));
  }
}
