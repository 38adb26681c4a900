package dev.lorafoundry.messaging.work;

import java.util.Optional;

/** Where offers of work come from. Used by one thread, but for {@link #wakeUp()}. */
interface Offers extends AutoCloseable {
  /** The next offer; empty if none came within a second or so, or on {@link #wakeUp()}. */
  Optional<Offer> next();

  /** Ends a wait for the next offer; may be called by any thread. */
  void wakeUp();

  /** Leaves the group; offers that were not answered are handed back. */
  @Override
  void close();
}
