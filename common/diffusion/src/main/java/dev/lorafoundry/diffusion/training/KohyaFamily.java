package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;

/** How sd-scripts names families of base models, and who made them. */
record KohyaFamily(Family family, PredictionType prediction) {
  boolean isSecond() {
    return family == Family.SD2;
  }

  /** Whether a layer of the text encoder can be chosen. */
  boolean skipsLayers() {
    return family != Family.SDXL;
  }

  String version() {
    String ofV = prediction == PredictionType.V ? "_v" : "";
    return switch (family) {
      case SD1 -> "sd_v1" + ofV;
      case SD2 -> "sd_v2" + ofV;
      case SDXL -> "sdxl_base_v1-0";
    };
  }

  String architecture() {
    return switch (family) {
      case SD1 -> "stable-diffusion-v1/lora";
      case SD2 ->
          prediction == PredictionType.V
              ? "stable-diffusion-v2-768-v/lora"
              : "stable-diffusion-v2-512/lora";
      case SDXL -> "stable-diffusion-xl-v1-base/lora";
    };
  }

  String implementation() {
    return family == Family.SDXL
        ? "https://github.com/Stability-AI/generative-models"
        : "diffusers";
  }
}
