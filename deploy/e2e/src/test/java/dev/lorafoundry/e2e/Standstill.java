package dev.lorafoundry.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells a slow machine from one that does not go on. */
final class Standstill {
  private final Duration limit;
  private List<?> last = List.of();
  private Instant changed = Instant.now();

  Standstill(Duration limit) {
    this.limit = limit;
  }

  /** Whether what is seen has been the same for too long. */
  boolean is(List<?> seen) {
    if (!seen.equals(last)) {
      last = seen;
      changed = Instant.now();
    }
    return Instant.now().isAfter(changed.plus(limit));
  }
}
