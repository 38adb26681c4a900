package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.tensor.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * Where a layer is for diffusers.
 *
 * @param part of a pipeline, such as {@code unet}
 * @param path in that part, such as {@code mid_block.attentions.0.proj_in}
 */
record DiffusersName(String part, String path) {
  private static final String LDM = "model.diffusion_model.";

  /** How the names of a part's modules begin in kohya's files. */
  private static final Map<String, String> PARTS =
      Map.of(
          LayerNames.UNET,
          "unet",
          LayerNames.TEXT + "_",
          "text_encoder",
          LayerNames.TEXT + "1_",
          "text_encoder",
          LayerNames.TEXT + "2_",
          "text_encoder_2");

  /** Points that are underscores in kohya's files, where no number beside them tells it. */
  private static final Map<String, String> POINTS =
      Map.of(
          "mid_block_", "mid_block.",
          "attn1_", "attn1.",
          "attn2_", "attn2.",
          "ff_net", "ff.net",
          "text_model_encoder_layers", "text_model.encoder.layers",
          "self_attn_", "self_attn.",
          "mlp_", "mlp.");

  /**
   * The layer of a module.
   *
   * @throws LoraRefused if diffusers has none
   */
  static DiffusersName of(String module) {
    return PARTS.entrySet().stream()
        .filter(part -> module.startsWith(part.getKey()))
        .findFirst()
        .flatMap(
            part ->
                path(module.substring(part.getKey().length()))
                    .map(path -> new DiffusersName(part.getValue(), path)))
        .orElseThrow(
            () ->
                new LoraRefused(
                    "The LoRA has a module %s, for which diffusers has no layer: use the file in webui or ComfyUI."
                        .formatted(module)));
  }

  /**
   * Whether diffusers has a linear layer at a path. sd-scripts has 1×1 convolutions around SD2's
   * transformers where diffusers has none.
   *
   * @param matrix of a module beside it
   */
  static boolean isLinear(String path, Shape matrix, Family family) {
    boolean around = path.endsWith(".proj_in") || path.endsWith(".proj_out");
    return matrix.rank() == 2 || (around && family != Family.SD1);
  }

  private static Optional<String> path(String underscored) {
    String path = underscored.replaceAll("_(\\d+)(?=_|$)", ".$1").replaceAll("(\\.\\d+)_", "$1.");
    for (Map.Entry<String, String> point : POINTS.entrySet()) {
      path = path.replace(point.getKey(), point.getValue());
    }
    boolean stored = path.matches("(input|middle|output)_block.*");
    return stored ? LayerNames.inDiffusers(LDM + path) : Optional.of(path);
  }
}
