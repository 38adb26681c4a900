package dev.lorafoundry.messaging.codec;

/** These bytes are no message of the expected type: no retry will change that. */
public final class UnreadableMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableMessage(String message) {
    super(message);
  }

  public UnreadableMessage(String message, Throwable cause) {
    super(message, cause);
  }
}
