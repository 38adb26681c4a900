package dev.lorafoundry.messaging;

/** Kafka gave no answer when topics were to be made, or refused. */
public final class TopicsNotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TopicsNotReady(String message, Throwable cause) {
    super(message, cause);
  }
}
