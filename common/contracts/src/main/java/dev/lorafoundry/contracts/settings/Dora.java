package dev.lorafoundry.contracts.settings;

/** What of a layer has a trained magnitude of its own, which DoRA parts from its direction. */
public enum Dora implements Choice {
  OFF("off"),
  INPUTS("inputs"),
  OUTPUTS("outputs");

  private final String label;

  Dora(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
