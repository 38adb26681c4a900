package dev.lorafoundry.api.queue;

import java.util.Locale;

/** Where a piece of work stands. */
public enum WorkState {
  /** Waits for its turn. */
  QUEUED,
  /** Offered to the workers through Kafka; nobody has claimed it yet. */
  RELEASED,
  /** A worker holds the lease. */
  RUNNING,
  /** A worker holds the lease and is to save and give the work back. */
  PAUSING,
  /** A worker holds the lease and is to stop. */
  CANCELLING,
  /** Waits until somebody resumes it. */
  PAUSED,
  DONE,
  FAILED,
  CANCELLED;

  /** How people say it, behind "is". */
  public String words() {
    return switch (this) {
      case QUEUED -> "waiting";
      case RELEASED -> "offered to workers";
      case RUNNING, PAUSING, CANCELLING, PAUSED, DONE, FAILED, CANCELLED ->
          name().toLowerCase(Locale.ROOT);
    };
  }

  /** Whether an attempt is under way. */
  public boolean leased() {
    return this == RUNNING || this == PAUSING || this == CANCELLING;
  }

  /** Whether it is done, or will be unless something comes between. */
  public boolean doneOrDue() {
    return this != CANCELLING && this != CANCELLED && this != FAILED;
  }

  /** Whether nothing more will happen unless somebody asks for it. */
  public boolean ended() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
