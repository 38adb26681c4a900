package dev.lorafoundry.messaging.work;

/** The API gave no answer, or one that says that it can't answer now. */
public final class DeskUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DeskUnreachable(String message) {
    super(message);
  }

  public DeskUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
