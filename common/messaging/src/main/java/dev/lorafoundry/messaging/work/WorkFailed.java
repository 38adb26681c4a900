package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.FailureKind;

/** The work can't be done; the message says what and what to do, for people. */
public final class WorkFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String message;

  public WorkFailed(FailureKind kind, String message) {
    super(message);
    this.kind = kind;
    this.message = message;
  }

  public WorkFailed(FailureKind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.message = message;
  }

  public FailureKind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
