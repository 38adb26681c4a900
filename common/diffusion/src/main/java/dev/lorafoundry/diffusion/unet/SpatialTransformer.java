package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.GroupNorm;
import dev.lorafoundry.diffusion.nn.Pointwise;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.stream.IntStream;

/** Transformer blocks over all places of a feature map, with the text as context. */
final class SpatialTransformer implements Part {
  private static final double EPSILON = 1e-6;

  private final GroupNorm norm;
  private final Pointwise in;
  private final List<TransformerBlock> blocks;
  private final Pointwise out;

  SpatialTransformer(Weights w, HeadRule heads) {
    norm = new GroupNorm(w.at("norm"), EPSILON);
    in = new Pointwise(w.at("proj_in"));
    Weights all = w.at("transformer_blocks");
    blocks =
        IntStream.range(0, all.count())
            .mapToObj(i -> new TransformerBlock(all.at(i), heads))
            .toList();
    out = new Pointwise(w.at("proj_out"));
  }

  /** (B, C, H, W), unchanged. */
  @Override
  public Value forward(Value x, Conditions with) {
    Value tokens = in.forward(norm.forward(x).flatten(2, 3).transpose(1, 2)); // (B, H·W, C)
    for (TransformerBlock block : blocks) {
      tokens = block.forward(tokens, with.context());
    }
    Value map = out.forward(tokens).transpose(1, 2); // (B, C, H·W)
    return map.reshape(x.size(0), x.size(1), x.size(2), x.size(3)).add(x);
  }
}
