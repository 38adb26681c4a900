package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and shapes of the weights of Stable Diffusion models as they were released: U-Net and text
 * encoders in whole, of the VAE two layers that look like an attention's.
 */
public final class FullSize {
  /** Where the U-Net is. */
  public static final String UNET = "model.diffusion_model.";

  /** Channels in of the way up, of the three finest levels; SD1 and SD2 have 2560 before. */
  private static final List<Integer> UP = List.of(2560, 2560, 1920, 1920, 1280, 960, 960, 640, 640);

  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Family family;
  private final int context;

  /** Transformer blocks at each level, fine to coarse; as many levels as numbers. */
  private final List<Integer> depths;

  private FullSize(Family family, int context, List<Integer> depths) {
    this.family = family;
    this.context = context;
    this.depths = depths;
  }

  public static Map<String, Shape> of(Family family) {
    FullSize all =
        switch (family) {
          case SD1 -> new FullSize(family, 768, List.of(1, 1, 1, 0));
          case SD2 -> new FullSize(family, 1024, List.of(1, 1, 1, 0));
          case SDXL -> new FullSize(family, 2048, List.of(0, 2, 10));
        };
    all.unet();
    switch (family) {
      case SD1 -> all.clip("cond_stage_model.transformer.text_model.");
      case SD2 -> all.openClip("cond_stage_model.model.", 24, 1024);
      case SDXL -> {
        all.clip("conditioner.embedders.0.transformer.text_model.");
        all.openClip("conditioner.embedders.1.model.", 32, 1280);
      }
    }
    all.put("first_stage_model.encoder.mid.attn_1.q", 512, 512, 1, 1);
    all.put("first_stage_model.quant_conv", 8, 8, 1, 1);
    return all.shapes;
  }

  private void unet() {
    int[] widths = {320, 640, 1280, 1280};
    int levels = depths.size();
    put(UNET + "time_embed.0", 1280, 320);
    put(UNET + "time_embed.2", 1280, 1280);
    put(UNET + "input_blocks.0.0", 320, 4, 3, 3);
    if (family == Family.SDXL) {
      put(UNET + "label_emb.0.0", 1280, 2816);
      put(UNET + "label_emb.0.2", 1280, 1280);
    }
    int before = 320;
    for (int i = 0; i < levels; i++) {
      for (int j = 0; j < 2; j++) {
        String block = UNET + "input_blocks." + (1 + 3 * i + j);
        resnet(block + ".0.", before, widths[i]);
        before = widths[i];
        transformer(block + ".1.", widths[i], depths.get(i));
      }
      if (i < levels - 1) {
        put(UNET + "input_blocks." + (3 + 3 * i) + ".0.op", widths[i], widths[i], 3, 3);
      }
    }
    resnet(UNET + "middle_block.0.", 1280, 1280);
    transformer(UNET + "middle_block.1.", 1280, Math.max(1, depths.get(levels - 1)));
    resnet(UNET + "middle_block.2.", 1280, 1280);
    up(UNET + "output_blocks.", widths);
    norm(UNET + "out.0", 320);
    put(UNET + "out.2", 4, 320, 3, 3);
  }

  private void up(String blocks, int[] widths) {
    int levels = depths.size();
    for (int n = 0; n < 3 * levels; n++) {
      int level = levels - 1 - n / 3;
      int width = widths[level];
      String block = blocks + n;
      int row = n - 3 * (levels - 3);
      resnet(block + ".0.", row < 0 ? 2560 : UP.get(row), width);
      transformer(block + ".1.", width, depths.get(level));
      if (n % 3 == 2 && level > 0) {
        put(block + (depths.get(level) == 0 ? ".1.conv" : ".2.conv"), width, width, 3, 3);
      }
    }
  }

  private void resnet(String path, int in, int out) {
    norm(path + "in_layers.0", in);
    put(path + "in_layers.2", out, in, 3, 3);
    put(path + "emb_layers.1", out, 1280);
    norm(path + "out_layers.0", out);
    put(path + "out_layers.3", out, out, 3, 3);
    if (in != out) {
      put(path + "skip_connection", out, in, 1, 1);
    }
  }

  private void transformer(String path, int width, int depth) {
    if (depth == 0) {
      return;
    }
    norm(path + "norm", width);
    for (String around : List.of("proj_in", "proj_out")) {
      if (family == Family.SD1) {
        put(path + around, width, width, 1, 1);
      } else {
        put(path + around, width, width);
      }
    }
    for (int i = 0; i < depth; i++) {
      String block = path + "transformer_blocks." + i + ".";
      attention(block + "attn1.", width, width);
      attention(block + "attn2.", width, context);
      put(block + "ff.net.0.proj", 8L * width, width);
      put(block + "ff.net.2", width, 4L * width);
      List.of("norm1", "norm2", "norm3").forEach(each -> norm(block + each, width));
    }
  }

  private void attention(String path, int width, int from) {
    shapes.put(path + "to_q.weight", Shape.of(width, width));
    shapes.put(path + "to_k.weight", Shape.of(width, from));
    shapes.put(path + "to_v.weight", Shape.of(width, from));
    put(path + "to_out.0", width, width);
  }

  private void clip(String path) {
    int width = 768;
    for (int i = 0; i < 12; i++) {
      String layer = path + "encoder.layers." + i + ".";
      for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
        put(layer + "self_attn." + name, width, width);
      }
      put(layer + "mlp.fc1", 4L * width, width);
      put(layer + "mlp.fc2", width, 4L * width);
      norm(layer + "layer_norm1", width);
      norm(layer + "layer_norm2", width);
    }
    shapes.put(path + "embeddings.token_embedding.weight", Shape.of(49408, width));
    shapes.put(path + "embeddings.position_embedding.weight", Shape.of(77, width));
    norm(path + "final_layer_norm", width);
  }

  private void openClip(String path, int layers, long width) {
    for (int i = 0; i < layers; i++) {
      String layer = path + "transformer.resblocks." + i + ".";
      shapes.put(layer + "attn.in_proj_weight", Shape.of(3 * width, width));
      shapes.put(layer + "attn.in_proj_bias", Shape.of(3 * width));
      put(layer + "attn.out_proj", width, width);
      put(layer + "mlp.c_fc", 4 * width, width);
      put(layer + "mlp.c_proj", width, 4 * width);
      norm(layer + "ln_1", width);
      norm(layer + "ln_2", width);
    }
    shapes.put(path + "text_projection", Shape.of(width, width));
    shapes.put(path + "token_embedding.weight", Shape.of(49408, width));
    shapes.put(path + "positional_embedding", Shape.of(77, width));
    norm(path + "ln_final", width);
  }

  private void norm(String path, long width) {
    put(path, width);
  }

  private void put(String layer, long... shape) {
    shapes.put(layer + ".weight", Shape.of(shape));
    shapes.put(layer + ".bias", Shape.of(shape[0]));
  }
}
