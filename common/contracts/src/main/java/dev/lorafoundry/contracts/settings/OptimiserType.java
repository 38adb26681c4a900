package dev.lorafoundry.contracts.settings;

/** Optimisers, by the names that sd-scripts and its users give them. */
public enum OptimiserType implements Choice {
  ADAM_W("AdamW"),
  LION("Lion"),
  ADAM("Adam"),
  SGD_NESTEROV("SGDNesterov"),
  ADAFACTOR("AdaFactor"),
  PRODIGY("Prodigy"),
  D_ADAPT_ADAM("DAdaptAdam"),
  D_ADAPT_LION("DAdaptLion"),
  ADAM_W_SCHEDULE_FREE("AdamWScheduleFree"),
  ADAM_W_8BIT("AdamW8bit"),
  LION_8BIT("Lion8bit");

  private final String label;

  OptimiserType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** Whether it finds one step size for everything, which learning rates around 1 multiply. */
  public boolean findsStepSize() {
    return this == PRODIGY || this == D_ADAPT_ADAM || this == D_ADAPT_LION;
  }
}
