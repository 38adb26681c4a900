package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.FailureKind;

/** The work can't be done; the message says what and what to do, for people. */
public final class WorkFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  public WorkFailed(FailureKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public WorkFailed(FailureKind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public FailureKind kind() {
    return kind;
  }
}
