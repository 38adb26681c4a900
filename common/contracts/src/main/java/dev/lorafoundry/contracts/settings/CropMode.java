package dev.lorafoundry.contracts.settings;

/** How a picture comes to the size of the dataset. */
public enum CropMode implements Choice {
  COVER("cover"),
  NONE("none");

  private final String label;

  CropMode(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
