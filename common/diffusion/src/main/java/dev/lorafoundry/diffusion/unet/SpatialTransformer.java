package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.GroupNorm;
import dev.lorafoundry.diffusion.nn.Pointwise;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Size;
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
    Size samples = x.size(0);
    Value places = in.forward(norm.forward(x).permute(0, 2, 3, 1).flatten(0, 2)); // (B·H·W, C)
    for (TransformerBlock block : blocks) {
      places = block.forward(places, with.context(), samples);
    }
    Value map = out.forward(places).reshape(samples, x.size(2), x.size(3), x.size(1));
    return x.add(map.permute(0, 3, 1, 2)); // (B, C, H, W)
  }
}
