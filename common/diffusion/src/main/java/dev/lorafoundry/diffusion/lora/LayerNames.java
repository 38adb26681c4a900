package dev.lorafoundry.diffusion.lora;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of LoRA modules as kohya's files have them, from the checkpoint paths of SD1 (LDM layout).
 * The U-Net's are those of Diffusers, the text encoder's those of Hugging Face, with underscores.
 */
final class LayerNames {
  static final String UNET = "lora_unet_";
  static final String TEXT = "lora_te_";

  private static final Pattern UNET_PATH =
      Pattern.compile(
          "model\\.diffusion_model\\.(input_blocks|middle_block|output_blocks)\\.(\\d+)\\.(.+)");
  private static final Pattern TEXT_PATH =
      Pattern.compile("cond_stage_model\\.transformer\\.(text_model\\.encoder\\.layers\\..+)");
  private static final Map<String, String> RESNET =
      Map.of(
          "in_layers.2", "conv1",
          "emb_layers.1", "time_emb_proj",
          "out_layers.3", "conv2",
          "skip_connection", "conv_shortcut");
  private static final int BLOCKS_OF_A_LEVEL = 3;

  private LayerNames() {}

  /** Name of the module beside a layer; empty for layers that never get one. */
  static Optional<String> of(String path) {
    Matcher text = TEXT_PATH.matcher(path);
    if (text.matches()) {
      return Optional.of(TEXT + underscored(text.group(1)));
    }
    Matcher unet = UNET_PATH.matcher(path);
    if (!unet.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(unet.group(2));
    String rest = unet.group(3);
    Optional<String> name =
        switch (unet.group(1)) {
          case "input_blocks" -> down(number, rest);
          case "middle_block" -> middle(number, rest);
          default -> up(number, rest);
        };
    return name.map(it -> UNET + underscored(it));
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
