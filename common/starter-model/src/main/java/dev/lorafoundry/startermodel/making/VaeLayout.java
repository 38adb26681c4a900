package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.tensor.Shape;
import java.util.Map;

/**
 * Tensors of the autoencoder, one block a level. The decoder's finest level is wider than the
 * encoder's: its last norm works in 32 groups, and with one channel in each no picture could have a
 * mean colour.
 */
final class VaeLayout {
  static final String PREFIX = "first_stage_model";

  private static final long[] ENCODER = {32, 32, 64, 64};
  private static final long[] DECODER = {64, 32, 64, 64};
  private static final long LATENTS = 4;

  private VaeLayout() {}

  static Map<String, Shape> shapes() {
    Names names = Names.empty();
    Names vae = names.at(PREFIX);
    encoder(vae.at("encoder"));
    vae.conv("quant_conv", 2 * LATENTS, 2 * LATENTS, 1);
    vae.conv("post_quant_conv", LATENTS, LATENTS, 1);
    decoder(vae.at("decoder"));
    return names.shapes();
  }

  private static void encoder(Names encoder) {
    long width = ENCODER[0];
    encoder.conv("conv_in", 3, width, 3);
    for (int i = 0; i < ENCODER.length; i++) {
      Names level = encoder.at("down").at(i);
      block(level.at("block").at(0), width, ENCODER[i]);
      width = ENCODER[i];
      if (i + 1 < ENCODER.length) {
        level.conv("downsample.conv", width, width, 3);
      }
    }
    middle(encoder.at("mid"), width);
    encoder.norm("norm_out", width);
    encoder.conv("conv_out", width, 2 * LATENTS, 3);
  }

  private static void decoder(Names decoder) {
    long width = DECODER[DECODER.length - 1];
    decoder.conv("conv_in", LATENTS, width, 3);
    middle(decoder.at("mid"), width);
    for (int i = DECODER.length - 1; i >= 0; i--) {
      Names level = decoder.at("up").at(i);
      block(level.at("block").at(0), width, DECODER[i]);
      width = DECODER[i];
      if (i > 0) {
        level.conv("upsample.conv", width, width, 3);
      }
    }
    decoder.norm("norm_out", width);
    decoder.conv("conv_out", width, 3, 3);
  }

  private static void middle(Names middle, long width) {
    block(middle.at("block_1"), width, width);
    Names attention = middle.at("attn_1");
    attention.norm("norm", width);
    for (String each : new String[] {"q", "k", "v", "proj_out"}) {
      attention.conv(each, width, width, 1);
    }
    block(middle.at("block_2"), width, width);
  }

  private static void block(Names block, long in, long out) {
    block.norm("norm1", in);
    block.conv("conv1", in, out, 3);
    block.norm("norm2", out);
    block.conv("conv2", out, out, 3);
    if (in != out) {
      block.conv("nin_shortcut", in, out, 1);
    }
  }
}
