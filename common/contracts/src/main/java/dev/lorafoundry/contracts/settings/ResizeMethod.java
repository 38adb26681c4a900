package dev.lorafoundry.contracts.settings;

/** How pictures are brought to scale. */
public enum ResizeMethod implements Choice {
  LANCZOS("lanczos"),
  /** Means of what each point covers; of pictures that are enlarged as {@link #LANCZOS}. */
  AREA("area");

  private final String label;

  ResizeMethod(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
