package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of LoRA modules as kohya's files have them, from the paths of layers in checkpoints of LDM
 * layout. The text encoders' are those of Hugging Face; the U-Net's those of Diffusers, but of SDXL
 * the paths themselves; all with underscores.
 */
final class LayerNames {
  static final String UNET = "lora_unet_";
  static final String TEXT = "lora_te";

  private static final Pattern UNET_PATH =
      Pattern.compile(
          "model\\.diffusion_model\\.((input_blocks|middle_block|output_blocks)\\.(\\d+)\\.(.+))");
  private static final Pattern TEXT_PATH =
      Pattern.compile("(.+)\\.(?:encoder\\.layers|transformer\\.resblocks)\\.(\\d+)\\.(.+)");

  /** How the modules of each text encoder begin, by its path. */
  private static final Map<String, String> ENCODERS =
      Map.of(
          "cond_stage_model.transformer.text_model",
          TEXT,
          "cond_stage_model.model",
          TEXT,
          "conditioner.embedders.0.transformer.text_model",
          TEXT + "1",
          "conditioner.embedders.1.model",
          TEXT + "2");

  /** OpenCLIP's layers by the names of Hugging Face. */
  private static final Map<String, String> OPEN_CLIP =
      Map.of(
          "attn.q", "self_attn.q_proj",
          "attn.k", "self_attn.k_proj",
          "attn.v", "self_attn.v_proj",
          "attn.out_proj", "self_attn.out_proj",
          "mlp.c_fc", "mlp.fc1",
          "mlp.c_proj", "mlp.fc2");

  private static final Map<String, String> RESNET =
      Map.of(
          "in_layers.2", "conv1",
          "emb_layers.1", "time_emb_proj",
          "out_layers.3", "conv2",
          "skip_connection", "conv_shortcut");
  private static final int BLOCKS_OF_A_LEVEL = 3;

  private LayerNames() {}

  /** Name of the module beside a layer of a family's models; empty for layers that get none. */
  static Optional<String> of(Family family, String path) {
    return ofText(path).or(() -> family == Family.SDXL ? asStored(path) : ofDiffusers(path));
  }

  /** All names that the module beside a layer has in files; none for layers that get none. */
  static List<String> all(String path) {
    return Stream.of(ofText(path), ofDiffusers(path), asStored(path))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether a module's name is one of a text encoder's. */
  static boolean isText(String name) {
    return name.startsWith(TEXT);
  }

  /** Whether a module's name is one of the second text encoder's, of SDXL. */
  static boolean isSecondText(String name) {
    return name.startsWith(TEXT + "2_");
  }

  /** Whether the layer is a part of one of the U-Net's transformers. */
  static boolean isInTransformer(String path) {
    return ofDiffusers(path).filter(name -> name.contains("_attentions_")).isPresent();
  }

  private static Optional<String> ofText(String path) {
    Matcher layer = TEXT_PATH.matcher(path);
    if (!layer.matches() || !ENCODERS.containsKey(layer.group(1))) {
      return Optional.empty();
    }
    String part = OPEN_CLIP.getOrDefault(layer.group(3), layer.group(3));
    return Optional.of(
        underscored(
            ENCODERS.get(layer.group(1))
                + "_text_model_encoder_layers_"
                + layer.group(2)
                + "_"
                + part));
  }

  /** The path below the U-Net's; for the same layers as the other names. */
  private static Optional<String> asStored(String path) {
    Matcher unet = UNET_PATH.matcher(path);
    return unet.matches() && ofDiffusers(path).isPresent()
        ? Optional.of(UNET + underscored(unet.group(1)))
        : Optional.empty();
  }

  private static Optional<String> ofDiffusers(String path) {
    return inDiffusers(path).map(it -> UNET + underscored(it));
  }

  /** Path in Diffusers' U-Net of a layer by its path in the checkpoint; empty where none is. */
  static Optional<String> inDiffusers(String path) {
    Matcher unet = UNET_PATH.matcher(path);
    if (!unet.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(unet.group(3));
    String rest = unet.group(4);
    return switch (unet.group(2)) {
      case "input_blocks" -> down(number, rest);
      case "middle_block" -> middle(number, rest);
      default -> up(number, rest);
    };
  }

  private static Optional<String> down(int number, String rest) {
    if (number == 0) {
      return Optional.empty(); // the first convolution
    }
    int level = (number - 1) / BLOCKS_OF_A_LEVEL;
    int place = (number - 1) % BLOCKS_OF_A_LEVEL;
    String block = "down_blocks." + level;
    return rest.equals("0.op")
        ? Optional.of(block + ".downsamplers.0.conv")
        : part(block, place, rest);
  }

  private static Optional<String> middle(int number, String rest) {
    return number == 1
        ? Optional.of("mid_block.attentions.0." + rest)
        : Optional.ofNullable(RESNET.get(rest))
            .map(layer -> "mid_block.resnets." + number / 2 + "." + layer);
  }

  private static Optional<String> up(int number, String rest) {
    String block = "up_blocks." + number / BLOCKS_OF_A_LEVEL;
    return rest.matches("[12]\\.conv")
        ? Optional.of(block + ".upsamplers.0.conv")
        : part(block, number % BLOCKS_OF_A_LEVEL, rest);
  }

  /** A layer of the resnet (part 0) or of the transformer (part 1) of a block. */
  private static Optional<String> part(String block, int place, String rest) {
    String layer = rest.substring(2);
    return rest.startsWith("1.")
        ? Optional.of(block + ".attentions." + place + "." + layer)
        : Optional.ofNullable(RESNET.get(layer))
            .map(name -> block + ".resnets." + place + "." + name);
  }

  private static String underscored(String name) {
    return name.replace('.', '_');
  }
}
