package dev.lorafoundry.api.idempotency;

/** The same request came again, and was the faster one. */
public final class KeyTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyTaken() {
    super("A request with this Idempotency-Key was done meanwhile: send it again.");
  }
}
