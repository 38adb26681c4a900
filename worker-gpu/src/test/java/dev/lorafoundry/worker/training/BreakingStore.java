package dev.lorafoundry.worker.training;

import dev.lorafoundry.objectstore.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/** A store that fails at what is done with some keys. */
final class BreakingStore {
  private BreakingStore() {}

  static ObjectStore of(ObjectStore store, Predicate<String> keys, RuntimeException failure) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            BreakingStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (arguments != null && keys.test(arguments[0].toString())) {
                throw failure;
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
