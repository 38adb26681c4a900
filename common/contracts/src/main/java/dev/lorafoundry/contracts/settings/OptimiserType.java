package dev.lorafoundry.contracts.settings;

/** Optimisers, by the names that sd-scripts and its users give them. */
public enum OptimiserType implements Choice {
  ADAM_W("AdamW"),
  LION("Lion");

  private final String label;

  OptimiserType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
