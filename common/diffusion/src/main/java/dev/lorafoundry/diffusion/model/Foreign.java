package dev.lorafoundry.diffusion.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Files that people take for base models, told by the names of their tensors. */
enum Foreign {
  LORA(
      "The file is a LoRA, which changes a base model and is none itself: choose the checkpoint"
          + " that it was trained on.",
      any(
          name ->
              name.startsWith("lora_unet_")
                  || name.startsWith("lora_te")
                  || name.contains(".lora_down.")
                  || name.contains(".lora_A.")
                  || name.contains(".lora.down.")
                  || name.contains(".hada_w1_")
                  || name.contains(".lokr_w1"))),
  CONTROL_NET(
      "The file is a ControlNet, which steers a base model and is none itself: choose a"
          + " checkpoint.",
      any(name -> name.startsWith("control_model."))),
  DIFFUSERS(
      "The file is a U-Net in Diffusers layout: convert the whole model to a single file first,"
          + " for example with Diffusers' script convert_diffusers_to_original_stable_diffusion.py.",
      any(name -> name.startsWith("down_blocks.") || name.startsWith("unet.down_blocks."))),
  REFINER(
      "The file is the SDXL refiner, which finishes pictures of another model and can't be trained"
          + " on here: choose the SDXL base model.",
      Foreign::isRefiner),
  VAE(
      "The file is a VAE on its own: choose a checkpoint with U-Net, text encoder and VAE, and"
          + " register this file as a VAE.",
      names ->
          lacks(names, Prefixes.UNET)
              && (!lacks(names, Prefixes.VAE) || !lacks(names, "decoder.conv_in"))),
  TEXT_ENCODER(
      "The file is a text encoder on its own: choose a checkpoint with U-Net, text encoder and"
          + " VAE.",
      names ->
          lacks(names, Prefixes.UNET)
              && (!lacks(names, "text_model") || !lacks(names, Prefixes.CLIP))),
  FLUX(
      "The file is a FLUX model or one built like it: Stable Diffusion 1, 2 and XL are the ones that"
          + " can be trained on here.",
      any(name -> name.contains("double_blocks.") || name.contains("single_transformer_blocks."))),
  SD3(
      "The file is a Stable Diffusion 3 model: Stable Diffusion 1, 2 and XL are the ones that can be"
          + " trained on here.",
      any(name -> name.contains("joint_blocks.")));

  private final String message;
  private final Predicate<Set<String>> test;

  Foreign(String message, Predicate<Set<String>> test) {
    this.message = message;
    this.test = test;
  }

  static Optional<Foreign> of(Set<String> names) {
    return Arrays.stream(values()).filter(each -> each.test.test(names)).findFirst();
  }

  String message() {
    return message;
  }

  private static boolean isRefiner(Set<String> names) {
    return !lacks(names, Prefixes.REFINER_OPEN_CLIP) && lacks(names, Prefixes.XL_OPEN_CLIP);
  }

  private static Predicate<Set<String>> any(Predicate<String> name) {
    return names -> names.stream().anyMatch(name);
  }

  private static boolean lacks(Set<String> names, String prefix) {
    return names.stream().noneMatch(name -> name.startsWith(prefix + "."));
  }
}
