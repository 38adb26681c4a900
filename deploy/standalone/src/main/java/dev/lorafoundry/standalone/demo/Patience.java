package dev.lorafoundry.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for something to change by itself: as long as it does, however slowly, but not for ever.
 * One is for one thing to wait for.
 */
final class Patience {
  private final Pace pace;
  private final InstantSource clock;
  private final Duration limit;
  private final Supplier<Optional<String>> obstacle;
  private @Nullable Object last;
  private Instant changed;

  /**
   * @param limit longest time without any change
   * @param obstacle says why all waiting is in vain, if it is
   */
  Patience(Pace pace, InstantSource clock, Duration limit, Supplier<Optional<String>> obstacle) {
    this.pace = pace;
    this.clock = clock;
    this.limit = limit;
    this.obstacle = obstacle;
    this.changed = clock.instant();
  }

  Instant now() {
    return clock.instant();
  }

  /** The same, for another thing to wait for. */
  Patience anew() {
    return new Patience(pace, clock, limit, obstacle);
  }

  /**
   * Waits a moment.
   *
   * @param what is waited for, in words
   * @param seen how far that is
   * @throws DemoFailed if it will not come any more
   */
  void await(String what, Object seen) throws InterruptedException {
    obstacle
        .get()
        .ifPresent(
            reason -> {
              throw new DemoFailed(what + " will not come: " + reason);
            });
    Instant now = clock.instant();
    if (!Objects.equals(seen, last)) {
      last = seen;
      changed = now;
    } else if (!now.isBefore(changed.plus(limit))) {
      throw new DemoFailed(
          "%s did not come: nothing has changed for %d minutes. The logs in the state folder may say why."
              .formatted(what, limit.toMinutes()));
    }
    pace.await();
  }
}
