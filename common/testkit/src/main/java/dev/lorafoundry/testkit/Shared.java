package dev.lorafoundry.testkit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that is started when first asked for and closed when the JVM ends. */
final class Shared<S extends AutoCloseable> {
  private final Supplier<? extends S> embedded;
  private final Supplier<? extends S> contained;
  private @Nullable S server;

  Shared(Supplier<? extends S> embedded, Supplier<? extends S> contained) {
    this.embedded = embedded;
    this.contained = contained;
  }

  synchronized S get() {
    S running = server;
    if (running == null) {
      running = Infra.chosen() == Infra.CONTAINERS ? contained.get() : embedded.get();
      TestFolders.beforeDeletion(running);
      server = running;
    }
    return running;
  }
}
