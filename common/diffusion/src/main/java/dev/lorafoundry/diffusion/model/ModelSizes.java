package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How large a base model is, for people.
 *
 * @param unetWidths channels of the U-Net's levels, fine to coarse
 * @param transformers blocks of the transformers of each level, fine to coarse; empty where that is
 *     not known
 * @param contextWidth features of the text states that the U-Net takes
 * @param textLayers stored layers of the text encoder; of SDXL the larger one's
 * @param textWidth features of the text encoder; of SDXL the larger one's
 * @param vaeWidths channels of the VAE's levels, fine to coarse
 * @param parameters numbers in all tensors of the three parts
 */
public record ModelSizes(
    List<Long> unetWidths,
    List<Integer> transformers,
    long contextWidth,
    int textLayers,
    long textWidth,
    List<Long> vaeWidths,
    long parameters) {
  public ModelSizes {
    unetWidths = List.copyOf(unetWidths);
    // why: models that were registered before this was asked have none
    transformers = List.copyOf(Objects.requireNonNullElse(transformers, List.of()));
    vaeWidths = List.copyOf(vaeWidths);
  }

  static ModelSizes of(Map<String, Shape> shapes, Family family) {
    return new ModelSizes(
        unetWidths(shapes),
        transformers(shapes),
        contextWidth(shapes),
        textLayers(shapes, family),
        textWidth(shapes, family),
        vaeWidths(shapes),
        parameters(shapes));
  }

  /** Layers of the text encoder that a model of this family uses. */
  public int usedTextLayers(Family family) {
    return family == Family.SD2 ? ClipUse.sd2Layers(textLayers) : textLayers;
  }

  /** Width of a text encoder in CLIP's names. */
  static long tableWidth(Map<String, Shape> shapes, String prefix) {
    return width(shapes, prefix + ".embeddings.token_embedding.weight");
  }

  private static List<Long> unetWidths(Map<String, Shape> shapes) {
    List<Long> widths = new ArrayList<>();
    long current = first(shapes, Prefixes.UNET + ".input_blocks.0.0.weight");
    for (int i = 1; has(shapes, Prefixes.UNET + ".input_blocks." + i); i++) {
      String block = Prefixes.UNET + ".input_blocks." + i + ".0";
      if (has(shapes, block + ".op")) {
        widths.add(current);
      } else {
        current = first(shapes, block + ".out_layers.3.weight");
      }
    }
    widths.add(current);
    return widths;
  }

  private static List<Integer> transformers(Map<String, Shape> shapes) {
    List<Integer> blocks = new ArrayList<>();
    int current = 0;
    for (int i = 1; has(shapes, Prefixes.UNET + ".input_blocks." + i); i++) {
      String block = Prefixes.UNET + ".input_blocks." + i;
      if (has(shapes, block + ".0.op")) {
        blocks.add(current);
        current = 0;
      } else {
        current = count(shapes, block + ".1.transformer_blocks.");
      }
    }
    blocks.add(current);
    return blocks;
  }

  private static long contextWidth(Map<String, Shape> shapes) {
    return shapes.entrySet().stream()
        .filter(each -> each.getKey().startsWith(Prefixes.UNET))
        .filter(each -> each.getKey().endsWith(".attn2.to_k.weight"))
        .findFirst()
        .map(each -> width(shapes, each.getKey()))
        .orElse(0L);
  }

  private static int textLayers(Map<String, Shape> shapes, Family family) {
    String layers =
        switch (family) {
          case SD1 -> Prefixes.CLIP + ".encoder.layers.";
          case SD2 -> Prefixes.OPEN_CLIP + ".transformer.resblocks.";
          case SDXL -> Prefixes.XL_OPEN_CLIP + ".transformer.resblocks.";
        };
    return count(shapes, layers);
  }

  /** How many modules there are at 0, 1, 2 and so on. */
  private static int count(Map<String, Shape> shapes, String modules) {
    int count = 0;
    while (has(shapes, modules + count)) {
      count++;
    }
    return count;
  }

  private static long textWidth(Map<String, Shape> shapes, Family family) {
    return switch (family) {
      case SD1 -> tableWidth(shapes, Prefixes.CLIP);
      case SD2 -> width(shapes, Prefixes.OPEN_CLIP + ".token_embedding.weight");
      case SDXL -> width(shapes, Prefixes.XL_OPEN_CLIP + ".token_embedding.weight");
    };
  }

  private static List<Long> vaeWidths(Map<String, Shape> shapes) {
    List<Long> widths = new ArrayList<>();
    for (int i = 0; has(shapes, Prefixes.VAE + ".encoder.down." + i); i++) {
      widths.add(first(shapes, Prefixes.VAE + ".encoder.down." + i + ".block.0.conv2.weight"));
    }
    return widths;
  }

  private static long parameters(Map<String, Shape> shapes) {
    return shapes.entrySet().stream()
        .filter(each -> each.getKey().matches("(model|first_stage_model|cond.*)\\..*"))
        .mapToLong(each -> each.getValue().elements())
        .sum();
  }

  private static boolean has(Map<String, Shape> shapes, String module) {
    return shapes.keySet().stream().anyMatch(name -> name.startsWith(module + "."));
  }

  /** The first size of a tensor; 0 if there is none. */
  static long first(Map<String, Shape> shapes, String name) {
    Shape shape = shapes.get(name);
    return shape == null || shape.rank() == 0 ? 0 : shape.size(0);
  }

  /** The last size of a tensor; 0 if there is none. */
  static long width(Map<String, Shape> shapes, String name) {
    Shape shape = shapes.get(name);
    return shape == null || shape.rank() == 0 ? 0 : shape.size(-1);
  }
}
