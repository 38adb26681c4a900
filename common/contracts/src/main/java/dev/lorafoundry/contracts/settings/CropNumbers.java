package dev.lorafoundry.contracts.settings;

/** Which rows and columns SDXL is told were cut off a picture. */
public enum CropNumbers implements Choice {
  /** Those that were. */
  CUT("cut"),
  /** Those that bars would fill if the original were put whole into the picture, as sd-scripts. */
  LETTERBOX("letterbox");

  private final String label;

  CropNumbers(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
