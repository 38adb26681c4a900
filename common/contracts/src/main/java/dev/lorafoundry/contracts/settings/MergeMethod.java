package dev.lorafoundry.contracts.settings;

/** How several LoRAs become one. */
public enum MergeMethod implements Choice {
  SVD("svd"),
  CONCAT("concat"),
  PLAIN("plain");

  private final String label;

  MergeMethod(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
