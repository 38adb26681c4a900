package dev.lorafoundry.objectstore;

/** An object's content is not the one that its digest promises. */
public final class DamagedObject extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedObject(ObjectKey key, String expected, String found) {
    super(
        "object '%s' has digest %s but %s is expected: it is damaged; store it again"
            .formatted(key, found, expected));
  }
}
