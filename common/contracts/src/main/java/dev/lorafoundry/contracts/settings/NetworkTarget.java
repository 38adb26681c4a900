package dev.lorafoundry.contracts.settings;

/** Which parts of the base model get LoRA modules. */
public enum NetworkTarget implements Choice {
  BOTH("both"),
  UNET_ONLY("unet_only"),
  TEXT_ENCODER_ONLY("text_encoder_only");

  private final String label;

  NetworkTarget(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
