package dev.lorafoundry.contracts.settings;

/** What a task makes of LoRAs. */
public enum LoraTaskKind implements Choice {
  RESIZE("resize"),
  MERGE("merge");

  private final String label;

  LoraTaskKind(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
