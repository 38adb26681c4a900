package dev.lorafoundry.messaging;

/** Kafka did not confirm a message: it may or may not be there. */
public final class SendFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SendFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
