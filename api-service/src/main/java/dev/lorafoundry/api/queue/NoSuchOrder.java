package dev.lorafoundry.api.queue;

/** Something is asked of the queue in words that it does not know. */
public final class NoSuchOrder extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NoSuchOrder(String message) {
    super(message);
  }
}
