package dev.lorafoundry.diffusion.memory;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.model.ModelSizes;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Names and shapes of the weights that a model of these sizes has: its U-Net, its text encoders and
 * the first layer of its VAE, without biases, scales and shifts.
 */
public final class ModelShapes {
  /** Blocks of transformers of each level as released, where the model does not tell. */
  private static final List<Integer> OF_SDXL = List.of(0, 2, 10);

  private static final int RESNETS = 2;
  private static final int KERNEL = 3;
  private static final int SIZES_OF_SDXL = 1536;

  /** Layers of SDXL's smaller text encoder; sizes tell of the larger one. */
  private static final int SMALLER_LAYERS = 12;

  private static final int TOKENS = 49_408;

  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Deque<Long> skips = new ArrayDeque<>();
  private final Family family;
  private final ModelSizes sizes;
  private final List<Integer> transformers;
  private final long time;

  private ModelShapes(Family family, ModelSizes sizes) {
    this.family = family;
    this.sizes = sizes;
    transformers = sizes.transformers().isEmpty() ? released() : sizes.transformers();
    time = 4 * width(0);
  }

  /** Shapes by names, as in the file of a base model. */
  public static Map<String, Shape> of(Family family, ModelSizes sizes) {
    ModelShapes model = new ModelShapes(family, sizes);
    model.down();
    model.middle();
    model.up();
    model.text();
    model.encoder(Prefixes.VAE + ".encoder");
    return model.shapes;
  }

  /** SD1 and SD2 have one block at each level but the last. */
  private List<Integer> released() {
    int levels = sizes.unetWidths().size();
    return IntStream.range(0, levels)
        .mapToObj(
            i ->
                family == Family.SDXL
                    ? OF_SDXL.get(Math.min(i, OF_SDXL.size() - 1))
                    : Integer.signum(levels - 1 - i))
        .toList();
  }

  private void down() {
    put(unet("time_embed.0"), time, width(0));
    put(unet("time_embed.2"), time, time);
    if (family == Family.SDXL) {
      put(unet("label_emb.0.0"), time, sizes.textWidth() + SIZES_OF_SDXL);
      put(unet("label_emb.0.2"), time, time);
    }
    put(unet("input_blocks.0.0"), width(0), 4, KERNEL, KERNEL);
    skips.push(width(0));
    int block = 1;
    for (int level = 0; level < levels(); level++) {
      for (int i = 0; i < RESNETS; i++) {
        String path = unet("input_blocks." + block++);
        residual(path + ".0", skips.element(), width(level));
        transformer(path + ".1", width(level), transformers.get(level));
        skips.push(width(level));
      }
      if (level < levels() - 1) {
        String path = unet("input_blocks." + block++);
        put(path + ".0.op", width(level), width(level), KERNEL, KERNEL);
        skips.push(width(level));
      }
    }
  }

  private void middle() {
    long width = width(levels() - 1);
    residual(unet("middle_block.0"), width, width);
    transformer(
        unet("middle_block.1"), width, Math.max(1, transformers.get(transformers.size() - 1)));
    residual(unet("middle_block.2"), width, width);
  }

  private void up() {
    long before = width(levels() - 1);
    int block = 0;
    for (int level = levels() - 1; level >= 0; level--) {
      long width = width(level);
      int blocks = transformers.get(level);
      for (int i = 0; i <= RESNETS; i++) {
        String path = unet("output_blocks." + block++);
        residual(path + ".0", before + skips.pop(), width);
        transformer(path + ".1", width, blocks);
        if (i == RESNETS && level > 0) {
          put(path + (blocks > 0 ? ".2.conv" : ".1.conv"), width, width, KERNEL, KERNEL);
        }
        before = width;
      }
    }
    put(unet("out.2"), 4, width(0), KERNEL, KERNEL);
  }

  private void residual(String path, long in, long out) {
    put(path + ".in_layers.2", out, in, KERNEL, KERNEL);
    put(path + ".emb_layers.1", out, time);
    put(path + ".out_layers.3", out, out, KERNEL, KERNEL);
    if (in != out) {
      put(path + ".skip_connection", out, in, 1, 1);
    }
  }

  private void transformer(String path, long width, int blocks) {
    if (blocks == 0) {
      return;
    }
    for (String around : List.of(".proj_in", ".proj_out")) {
      if (family == Family.SD1) {
        put(path + around, width, width, 1, 1);
      } else {
        put(path + around, width, width);
      }
    }
    for (int i = 0; i < blocks; i++) {
      String block = path + ".transformer_blocks." + i;
      attention(block + ".attn1", width, width);
      attention(block + ".attn2", width, sizes.contextWidth());
      put(block + ".ff.net.0.proj", 8 * width, width);
      put(block + ".ff.net.2", width, 4 * width);
    }
  }

  private void attention(String path, long width, long from) {
    put(path + ".to_q", width, width);
    put(path + ".to_k", width, from);
    put(path + ".to_v", width, from);
    put(path + ".to_out.0", width, width);
  }

  private void text() {
    switch (family) {
      case SD1 -> clip(Prefixes.CLIP, sizes.textLayers(), sizes.textWidth());
      case SD2 -> openClip(Prefixes.OPEN_CLIP);
      case SDXL -> {
        clip(Prefixes.XL_CLIP, SMALLER_LAYERS, sizes.contextWidth() - sizes.textWidth());
        openClip(Prefixes.XL_OPEN_CLIP);
      }
    }
  }

  private void clip(String path, int layers, long width) {
    put(path + ".embeddings.token_embedding", TOKENS, width);
    for (int i = 0; i < layers; i++) {
      String layer = path + ".encoder.layers." + i;
      shapes.put(layer + ".layer_norm1.weight", Shape.of(width));
      for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
        put(layer + ".self_attn." + name, width, width);
      }
      put(layer + ".mlp.fc1", 4 * width, width);
      put(layer + ".mlp.fc2", width, 4 * width);
    }
  }

  private void openClip(String path) {
    long width = sizes.textWidth();
    put(path + ".token_embedding", TOKENS, width);
    for (int i = 0; i < sizes.textLayers(); i++) {
      String layer = path + ".transformer.resblocks." + i;
      shapes.put(layer + ".ln_1.weight", Shape.of(width));
      shapes.put(layer + ".attn.in_proj_weight", Shape.of(3 * width, width));
      put(layer + ".attn.out_proj", width, width);
      put(layer + ".mlp.c_fc", 4 * width, width);
      put(layer + ".mlp.c_proj", width, 4 * width);
    }
  }

  private void encoder(String path) {
    List<Long> widths = sizes.vaeWidths();
    long before = widths.get(0);
    put(path + ".conv_in", before, 3, KERNEL, KERNEL);
    for (int level = 0; level < widths.size(); level++) {
      for (int i = 0; i < RESNETS; i++) {
        resnet(path + ".down.%d.block.%d".formatted(level, i), before, widths.get(level));
        before = widths.get(level);
      }
      if (level < widths.size() - 1) {
        put(path + ".down.%d.downsample.conv".formatted(level), before, before, KERNEL, KERNEL);
      }
    }
    resnet(path + ".mid.block_1", before, before);
    for (String name : List.of("q", "k", "v", "proj_out")) {
      put(path + ".mid.attn_1." + name, before, before, 1, 1);
    }
    resnet(path + ".mid.block_2", before, before);
    put(path + ".conv_out", 8, before, KERNEL, KERNEL);
  }

  private void resnet(String path, long in, long out) {
    put(path + ".conv1", out, in, KERNEL, KERNEL);
    put(path + ".conv2", out, out, KERNEL, KERNEL);
    if (in != out) {
      put(path + ".nin_shortcut", out, in, 1, 1);
    }
  }

  private int levels() {
    return sizes.unetWidths().size();
  }

  private long width(int level) {
    return sizes.unetWidths().get(level);
  }

  private static String unet(String module) {
    return Prefixes.UNET + "." + module;
  }

  private void put(String layer, long... shape) {
    shapes.put(layer + ".weight", Shape.of(shape));
  }
}
