package dev.lorafoundry.contracts.settings;

/** How the threshold of the Huber losses depends on the timestep, by sd-scripts' names. */
public enum HuberSchedule implements Choice {
  CONSTANT("constant"),
  EXPONENTIAL("exponential"),
  SNR("snr");

  private final String label;

  HuberSchedule(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
