package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.util.List;

/** Deletes originals, training pictures and checkpoints that nobody needs any more. */
final class DeleteDiscardedObjects implements Duty {
  private static final int AT_ONCE = 500;

  private final Pictures pictures;
  private final ObjectStore store;

  DeleteDiscardedObjects(Pictures pictures, ObjectStore store) {
    this.pictures = pictures;
    this.store = store;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(20);
  }

  @Override
  public void perform() {
    List<String> keys = pictures.discarded(AT_ONCE);
    if (!keys.isEmpty()) {
      store.delete(keys.stream().map(ObjectKey::new).toList());
      pictures.forget(keys);
    }
  }
}
