package dev.lorafoundry.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lorafoundry.objectstore.PatientObjectStore.Patience;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PatientObjectStoreTest extends ObjectStoreContract {
  private static final ObjectKey NAME = ObjectKey.of("a");

  private final InMemoryObjectStore inner = new InMemoryObjectStore();
  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicInteger retries = new AtomicInteger();
  private int failures;

  @Override
  ObjectStore store() {
    return over(inner);
  }

  private PatientObjectStore over(ObjectStore store) {
    return new PatientObjectStore(
        store, new Patience(4, Duration.ofSeconds(1), pauses::add), retries::incrementAndGet);
  }

  /** Gives no answer so many times, then does as the other. */
  private ObjectStore failing(int times) {
    failures = times;
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (failures-- > 0) {
                throw new ObjectStoreUnavailable("away", new IOException());
              }
              try {
                return method.invoke(inner, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void storesWhenTheStoreIsBack() {
    over(failing(2)).put(NAME, Content.of("here", Content.BINARY));

    assertThat(inner.read(NAME)).asString().isEqualTo("here");
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(retries).hasValue(2);
  }

  @Test
  void readsWhenTheStoreIsBack() {
    inner.put(NAME, Content.of("here", Content.BINARY));

    assertThat(over(failing(3)).read(NAME)).asString().isEqualTo("here");
  }

  @Test
  void givesUpInTheEnd() {
    assertThatExceptionOfType(ObjectStoreUnavailable.class)
        .isThrownBy(() -> over(failing(9)).put(NAME, Content.of("here", Content.BINARY)))
        .withMessage("away");

    assertThat(pauses).hasSize(3);
    assertThat(inner.exists(NAME)).isFalse();
  }

  @Test
  void doesNotAskAgainForWhatIsNotThere() {
    assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> over(inner).read(NAME));

    assertThat(pauses).isEmpty();
  }

  @Test
  void givesUpAtOnceWhenItIsInterrupted() {
    PatientObjectStore store =
        new PatientObjectStore(
            failing(9),
            new Patience(
                4,
                Duration.ofSeconds(1),
                pause -> {
                  throw new InterruptedException();
                }),
            retries::incrementAndGet);

    assertThatExceptionOfType(ObjectStoreUnavailable.class).isThrownBy(() -> store.exists(NAME));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(retries).hasValue(0);
  }
}
