package dev.lorafoundry.diffusion.training;

import java.util.Map;
import java.util.TreeMap;

/**
 * What LoRA files say of options of sd-scripts that nobody can set here: their defaults there, as
 * which our trainings behave.
 */
final class KohyaDefaults {
  private static final Map<String, String> TEXTS =
      texts(
          "None",
          "ss_face_crop_aug_range ss_max_validation_steps ss_validate_every_n_epochs"
              + " ss_validate_every_n_steps ss_validation_seed",
          "False",
          "ss_color_aug ss_fp8_base ss_fp8_base_unet ss_full_fp16 ss_lowram");

  private KohyaDefaults() {}

  /** All of them, by name. */
  static Map<String, String> texts() {
    return TEXTS;
  }

  private static Map<String, String> texts(String... valuesAndNames) {
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < valuesAndNames.length; i += 2) {
      for (String name : valuesAndNames[i + 1].split(" ")) {
        texts.put(name, valuesAndNames[i]);
      }
    }
    return Map.copyOf(texts);
  }
}
