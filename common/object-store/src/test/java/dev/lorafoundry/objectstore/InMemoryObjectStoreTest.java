package dev.lorafoundry.objectstore;

final class InMemoryObjectStoreTest extends ObjectStoreContract {
  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Override
  ObjectStore store() {
    return store;
  }
}
