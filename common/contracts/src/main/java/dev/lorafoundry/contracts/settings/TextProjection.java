package dev.lorafoundry.contracts.settings;

/** How SDXL's second text encoder applies its projection to the state of a whole text. */
public enum TextProjection implements Choice {
  /** As the model was made: the state times the stored matrix. */
  STORED("stored"),
  /** The other way round, as sd-scripts does with models in a single file. */
  TRANSPOSED("transposed");

  private final String label;

  TextProjection(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
