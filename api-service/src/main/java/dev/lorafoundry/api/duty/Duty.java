package dev.lorafoundry.api.duty;

import java.time.Duration;

/**
 * Something that the service does by itself, again and again. Several replicas do it at the same
 * time: a duty must be safe beside itself.
 */
public interface Duty {
  /** Pause between the end of one round and the beginning of the next. */
  Duration every();

  /** One round. */
  void perform();
}
