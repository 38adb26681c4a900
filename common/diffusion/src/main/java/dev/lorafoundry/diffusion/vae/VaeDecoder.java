package dev.lorafoundry.diffusion.vae;

import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.GroupNorm;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Value;
import java.util.ArrayList;
import java.util.List;

/** Unscaled latents to pictures (checkpoint prefix {@code first_stage_model}). */
public final class VaeDecoder {
  private final Conv2d postQuant;
  private final Conv2d convIn;
  private final VaeMiddle middle;
  private final List<Level> levels = new ArrayList<>();
  private final GroupNorm normOut;
  private final Conv2d convOut;

  private record Level(List<VaeBlock> blocks, List<Conv2d> enlarging) {}

  public VaeDecoder(Weights w) {
    postQuant = Conv2d.same(w.at("post_quant_conv"));
    Weights decoder = w.at("decoder");
    convIn = Conv2d.same(decoder.at("conv_in"));
    middle = new VaeMiddle(decoder.at("mid"));
    Weights up = decoder.at("up");
    for (int i = up.count() - 1; i >= 0; i--) { // the checkpoint counts from the fine end
      Weights level = up.at(i);
      List<Conv2d> enlarging =
          level.has("upsample") ? List.of(Conv2d.same(level.at("upsample.conv"))) : List.of();
      levels.add(new Level(VaeBlock.all(level.at("block")), enlarging));
    }
    normOut = new GroupNorm(decoder.at("norm_out"), VaeBlock.EPSILON);
    convOut = Conv2d.same(decoder.at("conv_out"));
  }

  /** (B, 4, H, W) to red, green, blue, about in [-1, 1] (B, 3, 8·H, 8·W). */
  public Value forward(Value latents) {
    Value h = middle.forward(convIn.forward(postQuant.forward(latents)));
    for (Level level : levels) {
      for (VaeBlock block : level.blocks) {
        h = block.forward(h);
      }
      for (Conv2d conv : level.enlarging) {
        h = conv.forward(Kernels.upsampleNearest2x(h));
      }
    }
    return convOut.forward(normOut.forward(h).silu());
  }
}
