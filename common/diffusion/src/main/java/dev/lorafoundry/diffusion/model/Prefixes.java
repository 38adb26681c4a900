package dev.lorafoundry.diffusion.model;

/** Where the parts of a base model lie in a single-file checkpoint. */
public final class Prefixes {
  public static final String UNET = "model.diffusion_model";
  public static final String VAE = "first_stage_model";

  /** The text encoder of SD1. */
  public static final String CLIP = "cond_stage_model.transformer.text_model";

  /** The text encoder of SD2. */
  public static final String OPEN_CLIP = "cond_stage_model.model";

  /** The first text encoder of SDXL. */
  public static final String XL_CLIP = "conditioner.embedders.0.transformer.text_model";

  /** The second text encoder of SDXL. */
  public static final String XL_OPEN_CLIP = "conditioner.embedders.1.model";

  /** The only text encoder of SDXL's refiner. */
  static final String REFINER_OPEN_CLIP = "conditioner.embedders.0.model";

  private Prefixes() {}
}
