package dev.lorafoundry.contracts;

/** The kinds of work that a worker can claim; each has topics of its own. */
public enum WorkKind {
  TRAINING("training-jobs", "training-events"),
  PREVIEW("preview-jobs", "preview-events"),
  PREPARATION("dataset-jobs", "dataset-events"),
  LORA_TASK("lora-jobs", "lora-events");

  private final String jobsTopic;
  private final String eventsTopic;

  WorkKind(String jobsTopic, String eventsTopic) {
    this.jobsTopic = jobsTopic;
    this.eventsTopic = eventsTopic;
  }

  /** Topic on which work of this kind is handed out. */
  public String jobsTopic() {
    return jobsTopic;
  }

  /** Topic on which workers tell of work of this kind. */
  public String eventsTopic() {
    return eventsTopic;
  }
}
