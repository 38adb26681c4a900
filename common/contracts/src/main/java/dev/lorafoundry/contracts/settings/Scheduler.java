package dev.lorafoundry.contracts.settings;

/** Learning-rate schedules, by sd-scripts' names. */
public enum Scheduler implements Choice {
  CONSTANT("constant"),
  CONSTANT_WITH_WARMUP("constant_with_warmup"),
  LINEAR("linear"),
  COSINE("cosine");

  private final String label;

  Scheduler(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
