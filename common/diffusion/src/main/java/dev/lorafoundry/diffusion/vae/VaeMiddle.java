package dev.lorafoundry.diffusion.vae;

import dev.lorafoundry.diffusion.nn.GroupNorm;
import dev.lorafoundry.diffusion.nn.Heads;
import dev.lorafoundry.diffusion.nn.Pointwise;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;

/** Block, attention among all places with a single head, block. */
final class VaeMiddle {
  private final VaeBlock block1;
  private final GroupNorm norm;
  private final Pointwise queries;
  private final Pointwise keys;
  private final Pointwise values;
  private final Pointwise out;
  private final Heads one;
  private final VaeBlock block2;

  VaeMiddle(Weights w) {
    block1 = new VaeBlock(w.at("block_1"));
    Weights attention = w.at("attn_1");
    norm = new GroupNorm(attention.at("norm"), VaeBlock.EPSILON);
    queries = new Pointwise(attention.at("q"));
    keys = new Pointwise(attention.at("k"));
    values = new Pointwise(attention.at("v"));
    out = new Pointwise(attention.at("proj_out"));
    one = new Heads(1, attention.shape("q.weight").size(0));
    block2 = new VaeBlock(w.at("block_2"));
  }

  /** (B, C, H, W), unchanged. */
  Value forward(Value x) {
    return block2.forward(attended(block1.forward(x)));
  }

  private Value attended(Value x) {
    Size samples = x.size(0);
    Value places = norm.forward(x).permute(0, 2, 3, 1).flatten(0, 2); // (B·H·W, C)
    Value q = one.split(queries.forward(places), samples); // (B, 1, H·W, C)
    Value k = one.split(keys.forward(places), samples);
    Value v = one.split(values.forward(places), samples);
    Value attended = out.forward(one.join(Kernels.attention(q, k, v))); // (B·H·W, C)
    Value map = attended.reshape(samples, x.size(2), x.size(3), x.size(1));
    return x.add(map.permute(0, 3, 1, 2)); // (B, C, H, W)
  }
}
