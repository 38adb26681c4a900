package dev.lorafoundry.objectstore;

/** The object that was asked for is not in the store. */
public final class NoSuchObject extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ObjectKey key;

  public NoSuchObject(ObjectKey key) {
    super("there is no object '" + key + "' in the store");
    this.key = key;
  }

  public ObjectKey key() {
    return key;
  }
}
