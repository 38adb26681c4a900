package dev.lorafoundry.diffusion.vae;

import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.GroupNorm;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures to the normal distribution of their latents (checkpoint prefix {@code
 * first_stage_model}). Unscaled: {@link Latents} has the factor of each family.
 */
public final class VaeEncoder {
  private final Conv2d convIn;
  private final List<Level> levels = new ArrayList<>();
  private final VaeMiddle middle;
  private final GroupNorm normOut;
  private final Conv2d convOut;
  private final Conv2d quant;

  private record Level(List<VaeBlock> blocks, List<Conv2d> halving) {}

  public VaeEncoder(Weights w) {
    Weights encoder = w.at("encoder");
    convIn = Conv2d.same(encoder.at("conv_in"));
    Weights down = encoder.at("down");
    for (int i = 0; i < down.count(); i++) {
      Weights level = down.at(i);
      List<Conv2d> halving =
          level.has("downsample")
              ? List.of(Conv2d.halving(level.at("downsample.conv"), 0))
              : List.of();
      levels.add(new Level(VaeBlock.all(level.at("block")), halving));
    }
    middle = new VaeMiddle(encoder.at("mid"));
    normOut = new GroupNorm(encoder.at("norm_out"), VaeBlock.EPSILON);
    convOut = Conv2d.same(encoder.at("conv_out"));
    quant = Conv2d.same(w.at("quant_conv"));
  }

  /**
   * @param pictures red, green, blue in [-1, 1] (B, 3, H, W); sides are multiples of 8
   */
  public Posterior forward(Value pictures) {
    Value h = convIn.forward(pictures);
    for (Level level : levels) {
      for (VaeBlock block : level.blocks) {
        h = block.forward(h);
      }
      for (Conv2d conv : level.halving) {
        h = conv.forward(h.pad(0, 1, 0, 1));
      }
    }
    h = convOut.forward(normOut.forward(middle.forward(h)).silu());
    List<Value> moments = quant.forward(h).chunk(2, 1);
    return new Posterior(moments.get(0), moments.get(1).clamp(-30, 20));
  }

  /**
   * Mean and logarithm of the variance of a picture's latents, each (B, 4, H/8, W/8).
   *
   * @param mean unscaled
   */
  public record Posterior(Value mean, Value logVariance) {}
}
