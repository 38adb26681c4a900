package dev.lorafoundry.contracts.settings;

/** How modules make what they add to a layer's weight, by the names of LyCORIS. */
public enum NetworkType implements Choice {
  LORA("LoRA"),
  LOHA("LoHa"),
  LOKR("LoKr");

  private final String label;

  NetworkType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
