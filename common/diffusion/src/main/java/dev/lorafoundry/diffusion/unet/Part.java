package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;

/** One module of a block of the U-Net. */
interface Part {
  Value forward(Value x, Conditions with);

  /** Builds the part that the names at this path belong to. */
  static Part of(Weights w, HeadRule heads) {
    if (w.has("in_layers")) {
      return new ResBlock(w);
    }
    if (w.has("transformer_blocks")) {
      return new SpatialTransformer(w, heads);
    }
    if (w.has("op")) {
      Conv2d conv = Conv2d.halving(w.at("op"), 1);
      return (x, with) -> conv.forward(x);
    }
    Conv2d conv = Conv2d.same(w);
    return (x, with) -> conv.forward(x);
  }
}
