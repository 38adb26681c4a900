package dev.lorafoundry.api.live;

import java.util.Locale;

/** What events are about. */
public enum LiveTopic {
  JOB,
  CHECKPOINT,
  PREVIEW,
  PREPARATION,
  DATASET,
  LORA_TASK;

  /** Name of the events. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
