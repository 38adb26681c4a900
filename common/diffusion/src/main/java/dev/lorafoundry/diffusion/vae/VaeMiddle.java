package dev.lorafoundry.diffusion.vae;

import dev.lorafoundry.diffusion.nn.GroupNorm;
import dev.lorafoundry.diffusion.nn.Heads;
import dev.lorafoundry.diffusion.nn.Pointwise;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;

/** Block, attention among all places with a single head, block. */
final class VaeMiddle {
  private static final Heads ONE = new Heads(1);

  private final VaeBlock block1;
  private final GroupNorm norm;
  private final Pointwise queries;
  private final Pointwise keys;
  private final Pointwise values;
  private final Pointwise out;
  private final VaeBlock block2;

  VaeMiddle(Weights w) {
    block1 = new VaeBlock(w.at("block_1"));
    Weights attention = w.at("attn_1");
    norm = new GroupNorm(attention.at("norm"), VaeBlock.EPSILON);
    queries = new Pointwise(attention.at("q"));
    keys = new Pointwise(attention.at("k"));
    values = new Pointwise(attention.at("v"));
    out = new Pointwise(attention.at("proj_out"));
    block2 = new VaeBlock(w.at("block_2"));
  }

  /** (B, C, H, W), unchanged. */
  Value forward(Value x) {
    return block2.forward(attended(block1.forward(x)));
  }

  private Value attended(Value x) {
    Value tokens = norm.forward(x).flatten(2, 3).transpose(1, 2); // (B, H·W, C)
    Value q = ONE.split(queries.forward(tokens)); // (B, 1, H·W, C)
    Value k = ONE.split(keys.forward(tokens));
    Value v = ONE.split(values.forward(tokens));
    Value map = out.forward(ONE.join(q.attention(k, v))).transpose(1, 2); // (B, C, H·W)
    return x.add(map.reshape(x.size(0), x.size(1), x.size(2), x.size(3)));
  }
}
