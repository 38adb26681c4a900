package dev.lorafoundry.contracts.settings;

/** Number format of saved LoRA files. */
public enum SavePrecision implements Choice {
  FP32("float"),
  FP16("fp16"),
  BF16("bf16");

  private final String label;

  SavePrecision(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
