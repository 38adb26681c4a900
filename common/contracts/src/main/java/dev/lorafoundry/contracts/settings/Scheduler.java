package dev.lorafoundry.contracts.settings;

/** Learning-rate schedules, by sd-scripts' names. */
public enum Scheduler implements Choice {
  CONSTANT("constant"),
  CONSTANT_WITH_WARMUP("constant_with_warmup"),
  LINEAR("linear"),
  COSINE("cosine"),
  COSINE_WITH_RESTARTS("cosine_with_restarts"),
  POLYNOMIAL("polynomial"),
  INVERSE_SQRT("inverse_sqrt"),
  COSINE_WITH_MIN_LR("cosine_with_min_lr"),
  WARMUP_STABLE_DECAY("warmup_stable_decay"),
  PIECEWISE_CONSTANT("piecewise_constant");

  private final String label;

  Scheduler(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
