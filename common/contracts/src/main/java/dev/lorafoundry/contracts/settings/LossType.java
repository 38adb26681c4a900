package dev.lorafoundry.contracts.settings;

/** How the difference between prediction and target is measured, by sd-scripts' names. */
public enum LossType implements Choice {
  L2("l2"),
  L1("l1"),
  HUBER("huber"),
  SMOOTH_L1("smooth_l1");

  private final String label;

  LossType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
