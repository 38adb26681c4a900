package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Tensors of the U-Net: Stable Diffusion's blocks at small widths. */
final class UNetLayout {
  static final String PREFIX = "model.diffusion_model";

  private static final long[] WIDTHS = {64, 96, 64, 64};
  private static final int BLOCKS = 2; // on the way down; one more on the way up
  private static final int ATTENTIVE = 3; // levels with attention
  private static final long CONTEXT = TextLayout.WIDTH;
  private static final long TIME = 4 * WIDTHS[0];
  private static final long LATENTS = 4;

  private UNetLayout() {}

  static Map<String, Shape> shapes() {
    Names names = Names.empty();
    Names unet = names.at(PREFIX);
    unet.linear("time_embed.0", WIDTHS[0], TIME);
    unet.linear("time_embed.2", TIME, TIME);
    Deque<Long> skips = down(unet.at("input_blocks"));
    long width = WIDTHS[WIDTHS.length - 1];
    Names middle = unet.at("middle_block");
    block(middle.at(0), width, width);
    transformer(middle.at(1), width);
    block(middle.at(2), width, width);
    up(unet.at("output_blocks"), skips);
    unet.norm("out.0", WIDTHS[0]);
    unet.conv("out.2", WIDTHS[0], LATENTS, 3);
    return names.shapes();
  }

  private static Deque<Long> down(Names blocks) {
    Deque<Long> skips = new ArrayDeque<>();
    long width = WIDTHS[0];
    blocks.at(0).conv("0", LATENTS, width, 3);
    skips.push(width);
    int number = 1;
    for (int level = 0; level < WIDTHS.length; level++) {
      for (int i = 0; i < BLOCKS; i++) {
        parts(blocks.at(number++), level, width);
        width = WIDTHS[level];
        skips.push(width);
      }
      if (level + 1 < WIDTHS.length) {
        blocks.at(number++).conv("0.op", width, width, 3);
        skips.push(width);
      }
    }
    return skips;
  }

  private static void up(Names blocks, Deque<Long> skips) {
    long width = WIDTHS[WIDTHS.length - 1];
    int number = 0;
    for (int level = WIDTHS.length - 1; level >= 0; level--) {
      for (int i = 0; i <= BLOCKS; i++) {
        Names block = blocks.at(number++);
        parts(block, level, width + skips.pop());
        width = WIDTHS[level];
        if (i == BLOCKS && level > 0) {
          block.conv((level < ATTENTIVE ? "2" : "1") + ".conv", width, width, 3);
        }
      }
    }
  }

  private static void parts(Names parts, int level, long in) {
    block(parts.at(0), in, WIDTHS[level]);
    if (level < ATTENTIVE) {
      transformer(parts.at(1), WIDTHS[level]);
    }
  }

  private static void block(Names block, long in, long out) {
    block.norm("in_layers.0", in);
    block.conv("in_layers.2", in, out, 3);
    block.linear("emb_layers.1", TIME, out);
    block.norm("out_layers.0", out);
    block.conv("out_layers.3", out, out, 3);
    if (in != out) {
      block.conv("skip_connection", in, out, 1);
    }
  }

  private static void transformer(Names transformer, long width) {
    transformer.norm("norm", width);
    transformer.conv("proj_in", width, width, 1);
    Names block = transformer.at("transformer_blocks.0");
    attention(block.at("attn1"), width, width);
    attention(block.at("attn2"), width, CONTEXT);
    block.linear("ff.net.0.proj", width, 8 * width);
    block.linear("ff.net.2", 4 * width, width);
    for (int i = 1; i <= 3; i++) {
      block.norm("norm" + i, width);
    }
    transformer.conv("proj_out", width, width, 1);
  }

  private static void attention(Names attention, long width, long context) {
    attention.linearWithoutBias("to_q", width, width);
    attention.linearWithoutBias("to_k", context, width);
    attention.linearWithoutBias("to_v", context, width);
    attention.linear("to_out.0", width, width);
  }
}
