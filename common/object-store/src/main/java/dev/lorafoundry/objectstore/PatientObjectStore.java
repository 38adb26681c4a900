package dev.lorafoundry.objectstore;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that is asked again, with growing pauses, when it gives no answer or breaks off; after so
 * many tries its failure stands. Whoever must not wait interrupts the thread. A stream that was
 * opened is the reader's concern.
 */
public final class PatientObjectStore implements ObjectStore {
  private static final Logger log = LoggerFactory.getLogger(PatientObjectStore.class);

  private final ObjectStore store;
  private final Patience patience;
  private final Runnable retried;

  /**
   * How often to ask again.
   *
   * @param tries all in all
   * @param pause before the second try; doubles each time
   * @param waiting lets a pause go by
   */
  public record Patience(int tries, Duration pause, Wait waiting) {
    /** About a minute. */
    public static final Patience USUAL =
        new Patience(7, Duration.ofSeconds(1), pause -> Thread.sleep(pause.toMillis()));

    public Patience {
      if (tries < 1) {
        throw new IllegalArgumentException(tries + " tries are not allowed: at least 1");
      }
    }

    /** Lets time go by. */
    @FunctionalInterface
    public interface Wait {
      void pass(Duration pause) throws InterruptedException;
    }
  }

  /**
   * @param retried told of every further try
   */
  public PatientObjectStore(ObjectStore store, Patience patience, Runnable retried) {
    this.store = store;
    this.patience = patience;
    this.retried = retried;
  }

  @Override
  public void put(ObjectKey key, Content content) {
    patiently(
        () -> {
          store.put(key, content);
          return key;
        });
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, Content content) {
    return patiently(() -> store.putIfAbsent(key, content));
  }

  @Override
  public InputStream open(ObjectKey key) {
    return patiently(() -> store.open(key));
  }

  @Override
  public byte[] read(ObjectKey key) {
    return patiently(() -> readWhole(key));
  }

  @Override
  public void download(ObjectKey key, Path file, Runnable between) {
    patiently(
        () -> {
          store.download(key, file, between);
          return key;
        });
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    return patiently(() -> store.find(key));
  }

  @Override
  public List<ListedObject> list(String prefix) {
    return patiently(() -> store.list(prefix));
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    patiently(
        () -> {
          store.delete(keys);
          return keys;
        });
  }

  private byte[] readWhole(ObjectKey key) {
    try {
      return store.read(key);
    } catch (UncheckedIOException e) {
      throw new ObjectStoreUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private <T> T patiently(Supplier<T> request) {
    for (int tries = 1; ; tries++) {
      try {
        return request.get();
      } catch (ObjectStoreUnavailable e) {
        if (tries >= patience.tries() || !pause(tries)) {
          throw e;
        }
        retried.run();
        log.warn("Asking the object store again: {}", e.getMessage());
      }
    }
  }

  /** Whether the pause went by undisturbed. */
  private boolean pause(int tries) {
    try {
      patience.waiting().pass(patience.pause().multipliedBy(1L << Math.min(tries - 1, 20)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
