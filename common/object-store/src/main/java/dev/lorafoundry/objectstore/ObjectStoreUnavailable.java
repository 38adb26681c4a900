package dev.lorafoundry.objectstore;

/** The store gave no answer, or one that is not about the object: trying again later may help. */
public final class ObjectStoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ObjectStoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
