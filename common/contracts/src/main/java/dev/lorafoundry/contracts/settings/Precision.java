package dev.lorafoundry.contracts.settings;

/**
 * Number format of the base model's weights and of the computation; LoRA weights and optimiser
 * state are always fp32.
 */
public enum Precision implements Choice {
  AUTO("auto"),
  FP32("fp32"),
  BF16("bf16"),
  FP16("fp16");

  private final String label;

  Precision(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
