package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights of the layers that get modules, as diffusers has them: derived from the configurations of
 * its released models as {@code UNet2DConditionModel} and {@code CLIPTextModel} are built of them,
 * and of nothing else.
 */
final class DiffusersLayers {
  private static final int RESNETS = 2;
  private static final int TIME = 1280;

  private final Map<String, Shape> layers = new LinkedHashMap<>();
  private final List<Integer> widths;

  /** {@code transformer_layers_per_block}; 0 for blocks without cross attention. */
  private final List<Integer> depths;

  private final int context;
  private final boolean linearProjection;

  private DiffusersLayers(
      List<Integer> widths, List<Integer> depths, int context, boolean linearProjection) {
    this.widths = widths;
    this.depths = depths;
    this.context = context;
    this.linearProjection = linearProjection;
  }

  /** Shapes of weights by part and path. */
  static Map<String, Shape> of(Family family) {
    List<Integer> four = List.of(320, 640, 1280, 1280);
    List<Integer> once = List.of(1, 1, 1, 0);
    DiffusersLayers all =
        switch (family) {
          case SD1 -> new DiffusersLayers(four, once, 768, false);
          case SD2 -> new DiffusersLayers(four, once, 1024, true);
          case SDXL -> new DiffusersLayers(List.of(320, 640, 1280), List.of(0, 2, 10), 2048, true);
        };
    all.unet();
    switch (family) {
      case SD1 -> all.text("text_encoder.", 12, 768);
      case SD2 -> all.text("text_encoder.", 23, 1024);
      case SDXL -> {
        all.text("text_encoder.", 12, 768);
        all.text("text_encoder_2.", 32, 1280);
      }
    }
    return all.layers;
  }

  private void unet() {
    int levels = widths.size();
    int out = widths.get(0);
    for (int i = 0; i < levels; i++) {
      String block = "unet.down_blocks." + i + ".";
      int in = out;
      out = widths.get(i);
      for (int j = 0; j < RESNETS; j++) {
        resnet(block + "resnets." + j + ".", j == 0 ? in : out, out);
        transformer(block + "attentions." + j + ".", out, depths.get(i));
      }
      if (i < levels - 1) {
        put(block + "downsamplers.0.conv", out, out, 3, 3);
      }
    }
    int middle = widths.get(levels - 1);
    resnet("unet.mid_block.resnets.0.", middle, middle);
    transformer("unet.mid_block.attentions.0.", middle, Math.max(1, depths.get(levels - 1)));
    resnet("unet.mid_block.resnets.1.", middle, middle);
    for (int i = 0; i < levels; i++) {
      up(i);
    }
  }

  private void up(int i) {
    int levels = widths.size();
    int level = levels - 1 - i;
    String block = "unet.up_blocks." + i + ".";
    int out = widths.get(level);
    int before = widths.get(Math.min(level + 1, levels - 1));
    int lastSkip = widths.get(Math.max(0, level - 1));
    for (int j = 0; j <= RESNETS; j++) {
      int skip = j == RESNETS ? lastSkip : out;
      resnet(block + "resnets." + j + ".", (j == 0 ? before : out) + skip, out);
      transformer(block + "attentions." + j + ".", out, depths.get(level));
    }
    if (i < levels - 1) {
      put(block + "upsamplers.0.conv", out, out, 3, 3);
    }
  }

  private void resnet(String path, long in, long out) {
    put(path + "conv1", out, in, 3, 3);
    put(path + "time_emb_proj", out, TIME);
    put(path + "conv2", out, out, 3, 3);
    if (in != out) {
      put(path + "conv_shortcut", out, in, 1, 1);
    }
  }

  private void transformer(String path, long width, int depth) {
    if (depth == 0) {
      return;
    }
    for (String around : List.of("proj_in", "proj_out")) {
      if (linearProjection) {
        put(path + around, width, width);
      } else {
        put(path + around, width, width, 1, 1);
      }
    }
    for (int i = 0; i < depth; i++) {
      String block = path + "transformer_blocks." + i + ".";
      attention(block + "attn1.", width, width);
      attention(block + "attn2.", width, context);
      put(block + "ff.net.0.proj", 8 * width, width);
      put(block + "ff.net.2", width, 4 * width);
    }
  }

  private void attention(String path, long width, long from) {
    put(path + "to_q", width, width);
    put(path + "to_k", width, from);
    put(path + "to_v", width, from);
    put(path + "to_out.0", width, width);
  }

  private void text(String part, int layers, long width) {
    for (int i = 0; i < layers; i++) {
      String layer = part + "text_model.encoder.layers." + i + ".";
      for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
        put(layer + "self_attn." + name, width, width);
      }
      put(layer + "mlp.fc1", 4 * width, width);
      put(layer + "mlp.fc2", width, 4 * width);
    }
  }

  private void put(String layer, long... shape) {
    layers.put(layer, Shape.of(shape));
  }
}
